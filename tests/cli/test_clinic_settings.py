"""What a clinic sets from the command line."""

import asyncio
import json

from agent_config.settings import Settings
from cli.serve import made_ready
from tests.cli.conftest import Run


def test_a_setting_is_kept_shown_and_taken_back(frontdesk: Run) -> None:
    asyncio.run(made_ready(Settings()))
    assert "Nothing is set" in frontdesk("clinic", "settings", "riverside_dental").output
    frontdesk("clinic", "set", "riverside_dental", "campaign_id", "C0FFEE")
    frontdesk("clinic", "set", "riverside_dental", "waitlist_minutes", "30")
    told = frontdesk("clinic", "settings", "riverside_dental", "--json").stdout
    assert json.loads(told) == {"campaign_id": "C0FFEE", "waitlist_minutes": 30}
    assert "campaign_id" in frontdesk("clinic", "settings", "riverside_dental").output
    frontdesk("clinic", "set", "riverside_dental", "campaign_id")
    told = frontdesk("clinic", "settings", "riverside_dental", "--json").stdout
    assert json.loads(told) == {"waitlist_minutes": 30}


def test_what_cannot_be_set_is_told_in_a_sentence(frontdesk: Run) -> None:
    asyncio.run(made_ready(Settings()))
    for name, value, said in (
        ("colour", "blue", "There is no setting 'colour'"),
        ("waitlist_minutes", "0", "waitlist_minutes is a number from 1 to"),
        ("campaign_id", "", "campaign_id is a text"),
    ):
        told = frontdesk("clinic", "set", "riverside_dental", name, value, fails=True)
        assert said in told.output
    told = frontdesk("clinic", "set", "riverside_dental", "campaign_id", fails=True)
    assert "was not set" in told.output
    told = frontdesk("clinic", "set", "nowhere", "campaign_id", "C", fails=True)
    assert "there is no clinic 'nowhere'" in told.output
