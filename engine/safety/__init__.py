"""Safety rules on raw words: they need no model, no network and no configuration."""

from engine.safety.alarm import PEOPLE, Alarm, Level

__all__ = ["PEOPLE", "Alarm", "Level"]
