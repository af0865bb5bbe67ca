"""Calls that are carried by text messages: how they are worded, understood and answered."""
