"""Safety rules on raw words: they need no model, no network and no configuration."""

from engine.safety.alarm import PEOPLE, Alarm, Level
from engine.safety.assess import assess
from engine.safety.rules import Trigger

__all__ = ["PEOPLE", "Alarm", "Level", "Trigger", "assess"]
