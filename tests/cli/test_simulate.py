"""`frontdesk simulate`: scripts found, run, and told."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from cli.failure import Failure
from cli.junit import junit
from cli.main import app
from cli.scripts import Ran, find_scripts, with_echo

CALL = """\
call: {name}
covers: [SF-1, CH-10, CH-2]
flow: dental_reception
clinic: riverside_dental
now: 2026-03-02T09:15:00-06:00
from: "+15125550142"
turns:
  - agent: "Thank you for calling"
  - caller: "my father can't breathe"
  - agent: "{agent}"
expect: {{disposition: escalated, escalation: emergency}}
"""


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    folder = tmp_path / "calls"
    (folder / "inside").mkdir(parents=True)
    (folder / "good.yaml").write_text(CALL.format(name="hears of 911", agent="dial 911"))
    return folder


def bad(calls: Path) -> None:
    path = calls / "inside" / "bad.yaml"
    path.write_text(CALL.format(name="hears of pizza", agent="pizza"))


def broken(calls: Path) -> None:
    (calls / "odd.yaml").write_text("call: odd\nturns: [{callr: hello}]\n")


def simulate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["simulate", *map(str, arguments)])


def test_calls_that_go_well(calls: Path) -> None:
    result = simulate(calls)
    assert result.exit_code == 0
    first, last = result.stdout.splitlines()
    assert first.startswith("ok     hears of 911")
    assert last == "1 passed, 0 failed"


def test_a_call_that_fails_shows_its_transcript(calls: Path) -> None:
    bad(calls)
    result = simulate(calls)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith("FAILED hears of pizza") for line in lines)
    caret = lines.index("             ^")
    assert lines[caret - 1] == '      10 |   - agent: "pizza"'
    assert "bad.yaml:10: expected to hear 'pizza'" in lines[caret - 2]
    assert "caller        my father can't breathe  [GREETING]" in lines
    assert lines[-1] == "1 passed, 1 failed"


def test_a_file_with_mistakes_is_a_call_that_fails(calls: Path) -> None:
    broken(calls)
    result = simulate(calls)
    assert result.exit_code == 1
    assert "unknown key 'callr' in turns[0]; did you mean 'caller'?" in result.stdout
    assert "1 passed, 1 failed" in result.stdout


def test_json_has_the_stable_fields(calls: Path) -> None:
    broken(calls)
    result = simulate(calls, "--json")
    good, odd = json.loads(result.stdout)
    fields = {
        "call", "passed", "failures", "disposition", "escalation", "state", "turns", "slots",
        "tasks", "appointments", "transcript", "digest",
    }  # fmt: skip
    assert set(good) == set(odd) == fields
    assert good["passed"] is True
    assert good["escalation"] == "emergency"
    assert set(good["transcript"][0]) == {"who", "text", "state"}
    assert len(good["digest"]) == 64
    assert odd["passed"] is False
    assert odd["disposition"] is None


def test_a_digest_is_the_same_each_time_and_with_each_number_of_jobs(calls: Path) -> None:
    bad(calls)
    one, again, several = (
        json.loads(simulate(calls, "--json", *flags).stdout)
        for flags in ((), ("--seed", "1"), ("--jobs", "2"))
    )
    assert one == again == several


def test_the_report_for_build_servers(calls: Path, tmp_path: Path) -> None:
    bad(calls)
    broken(calls)
    report = tmp_path / "report.xml"
    simulate(calls, "--junit", report)
    suite = ET.parse(report).getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    failures = [case.find("failure") for case in suite.iter("testcase")]
    assert [failure is None for failure in failures] == [True, False, False]
    told = [failure.attrib["message"] for failure in failures if failure is not None]
    assert all("\n" not in message for message in told)


def test_a_report_holds_no_sign_that_xml_forbids() -> None:
    ran = Ran("x.yaml", "odd", 0.1, ("x.yaml:1: heard 'a\x07b'\n   1 | a\x07b",))
    failure = ET.fromstring(junit([ran])).find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == "x.yaml:1: heard 'ab'"


def test_coverage(calls: Path) -> None:
    result = simulate(calls, "--coverage")
    lines = result.stdout.splitlines()
    assert "dental_reception, riverside_dental: 1 calls" in lines
    assert any(line.startswith("states") for line in lines)
    assert any("not reached: OFFER_SLOT" in line for line in lines)
    requirements = lines[lines.index("Requirements") + 2 :]
    assert [line.split()[0] for line in requirements] == ["CH-2", "CH-10", "SF-1"]


def test_nothing_to_run_is_a_failure(tmp_path: Path) -> None:
    result = simulate(tmp_path)
    assert result.exit_code == 1
    assert result.stderr == f"error: there is no scripted call in {tmp_path}\n"
    result = simulate(tmp_path / "nowhere")
    assert result.stderr == f"error: {tmp_path / 'nowhere'}: there is no such file or folder\n"


def test_a_file_named_twice_is_run_once(calls: Path) -> None:
    bad(calls)
    assert find_scripts([calls / "good.yaml", calls]) == [
        calls / "good.yaml",
        calls / "inside" / "bad.yaml",
    ]
    with pytest.raises(Failure):
        find_scripts([])


@pytest.mark.parametrize("failure", ["it broke", "nowhere.yaml:3: it broke"])
def test_a_failure_without_a_line_has_no_echo(failure: str) -> None:
    assert with_echo(failure) == failure


def test_a_line_beyond_the_file_has_no_echo(calls: Path) -> None:
    failure = f"{calls / 'good.yaml'}:99: it broke"
    assert with_echo(failure) == failure
