"""The report of scripted calls that build servers read."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from cli.scripts import Ran


def junit(ran: Sequence[Ran]) -> str:
    """A JUnit document: one suite, a test case for each call."""
    failures = sum(not one.passed for one in ran)
    suite = ET.Element(
        "testsuite",
        name="frontdesk simulate",
        tests=str(len(ran)),
        failures=str(failures),
        errors="0",
        skipped="0",
        time=f"{sum(one.seconds for one in ran):.3f}",
    )
    for one in ran:
        case = ET.SubElement(
            suite, "testcase", classname=one.path, name=one.call, time=f"{one.seconds:.3f}"
        )
        if not one.passed:
            failure = ET.SubElement(
                case, "failure", message=_clean(one.failures[0].splitlines()[0])
            )
            failure.text = _clean("\n".join(one.failures))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
