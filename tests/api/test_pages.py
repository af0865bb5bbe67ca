"""The pages of the desk: what is served, under which policy, and what never is."""

from pathlib import Path

import pytest

from api import pages
from tests.api.conftest import Server


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that was built, small."""
    folder = tmp_path / "desk"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text('<meta name="csp-nonce" content="__NONCE__"><p>desk')
    (folder / "assets" / "desk-1234.js").write_text("desk()")
    (folder / "icon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("not for anybody")
    monkeypatch.setattr(pages, "BUILT", folder)
    return folder


def test_every_address_is_the_one_page_with_a_nonce_of_its_own(server: Server, built: Path) -> None:
    answers = [server.client.get(path) for path in ("/", "/dashboard", "/dashboard/tasks/1")]
    nonces = set()
    for answer in answers:
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        nonce = answer.text.split('content="')[1].split('"')[0]
        assert f"'nonce-{nonce}'" in policy
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        nonces.add(nonce)
    assert len(nonces) == len(answers)


def test_files_with_a_digest_are_kept_for_good_and_others_are_not(
    server: Server, built: Path
) -> None:
    script = server.client.get("/dashboard/assets/desk-1234.js")
    assert (script.status_code, script.text) == (200, "desk()")
    assert "immutable" in script.headers["cache-control"]
    assert "immutable" not in server.client.get("/dashboard/icon.svg").headers["cache-control"]
    assert server.client.get("/dashboard/assets/gone-1.js").status_code == 404


@pytest.mark.parametrize(
    "path", ["../secret.txt", "%2e%2e/secret.txt", "assets/../../secret.txt", "..%2fsecret.txt"]
)
def test_nothing_beside_the_desk_is_served(server: Server, built: Path, path: str) -> None:
    assert "not for anybody" not in server.client.get(f"/dashboard/{path}").text


def test_a_desk_that_is_not_built_says_how_to_build_it(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "BUILT", tmp_path / "nowhere")
    answer = server.client.get("/dashboard")
    assert answer.status_code == 503
    assert "make dashboard" in answer.text
