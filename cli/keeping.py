"""The surface of what looks after a server: tables, keys, clinics, accounts, backups, health.

Declarations only, as in `cli/main.py`, which takes them in.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Email: TypeAlias = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose account.")]
ClinicId: TypeAlias = Annotated[str, typer.Argument(metavar="CLINIC", help="A clinic by its id.")]
BackupFile: TypeAlias = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


class Role(StrEnum):
    """What somebody may do."""

    STAFF = "staff"
    DOCTOR = "doctor"
    ADMIN = "admin"
    PRACTICE_ADMIN = "practice_admin"


db = typer.Typer(help="Tables of the database, and the keys of its values.", no_args_is_help=True)
clinic = typer.Typer(help="Clinics, and the flows in force.", no_args_is_help=True)
user = typer.Typer(help="Accounts of those who work with Frontdesk.", no_args_is_help=True)
phone = typer.Typer(help="The clinics' telephone numbers.", no_args_is_help=True)


def take_in(app: typer.Typer) -> None:
    """Add all of this to the surface."""
    app.add_typer(db, name="db")
    app.add_typer(clinic, name="clinic")
    app.add_typer(user, name="user")
    app.add_typer(phone, name="phone")
    app.command("doctor")(doctor)
    app.command("backup")(backup)
    app.command("restore")(restore)


@db.command()
def upgrade() -> None:
    """Make the tables those of this version. What is in them stays."""
    from cli.tables import upgrade

    upgrade()


@db.command()
def status() -> None:
    """Tell where the tables stand. Ends with 1 if they are not those of this version."""
    from cli.tables import status

    status()


@db.command()
def downgrade(
    to: Annotated[
        str, typer.Option(metavar="REV", help="The revision to go back to; 'base' is none.")
    ],
) -> None:
    """Take changes of the tables back. What only the newer ones can hold is lost: back up first."""
    from cli.tables import downgrade

    downgrade(to)


@db.command("new-key")
def new_key() -> None:
    """Print a fresh key as ENCRYPTION_KEY wants it."""
    from cli.tables import print_new_key

    print_new_key()


@db.command()
def rotate() -> None:
    """Seal every value with the first key. May be ended and begun again; servers work on."""
    from cli.tables import reseal

    reseal()


@clinic.command("list")
def list_clinics(as_json: Json = False) -> None:
    """List the clinics, with the flow that new calls begin on."""
    from cli.clinics import list_clinics

    list_clinics(as_json=as_json)


@clinic.command("add")
def add_clinic(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The clinic's file.")],
) -> None:
    """Enter a clinic with its practice, or bring it up to its file, and publish its flow."""
    from cli.clinics import add_clinic

    add_clinic(file)


@clinic.command("publish")
def publish_clinic(
    clinic_id: ClinicId,
    flow: Annotated[str | None, typer.Option(metavar="F", help="A flow by name or file.")] = None,
) -> None:
    """Have new calls begin on a flow; without --flow, on what the clinic's files say again."""
    from cli.clinics import publish_clinic

    publish_clinic(clinic_id, flow)


@clinic.command("pause")
def pause_clinic(clinic_id: ClinicId) -> None:
    """Take Frontdesk off a clinic's line."""
    from cli.clinics import pause

    pause(clinic_id, paused=True)


@clinic.command("resume")
def resume_clinic(clinic_id: ClinicId) -> None:
    """Put Frontdesk back on a clinic's line."""
    from cli.clinics import pause

    pause(clinic_id, paused=False)


@clinic.command("settings")
def show_settings(clinic_id: ClinicId, as_json: Json = False) -> None:
    """List what a clinic has set."""
    from cli.clinic_settings import show

    show(clinic_id, as_json=as_json)


@clinic.command("set")
def set_setting(
    clinic_id: ClinicId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as campaign_id.")],
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help="JSON or a text; none takes it away.")
    ] = None,
) -> None:
    """Set something for a clinic, or take it back."""
    from cli.clinic_settings import keep

    keep(clinic_id, name, value)


@user.command("add")
def add_user(
    email: Email,
    role: Annotated[Role, typer.Option(help="What they may do.")],
    practice: Annotated[str, typer.Option(metavar="P", help="The practice, by its id.")],
    clinics: Annotated[
        list[str] | None,
        typer.Option("--clinic", metavar="C", help="Only there; may be repeated."),
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="First and last name.")] = None,
) -> None:
    """Enter an account. The password is typed unseen, or the first line of what is piped in."""
    from cli.users import add_user

    add_user(email, role=role.value, practice=practice, clinics=clinics or [], name=name)


@user.command("list")
def list_users(as_json: Json = False) -> None:
    """List the accounts."""
    from cli.users import list_users

    list_users(as_json=as_json)


@user.command("password")
def give_password(email: Email) -> None:
    """Give an account another password, and sign it out everywhere."""
    from cli.users import give_password

    give_password(email)


@user.command("unlock")
def unlock_user(email: Email) -> None:
    """Let somebody try again who typed too many wrong passwords."""
    from cli.users import unlock

    unlock(email)


@user.command("deactivate")
def deactivate_user(email: Email) -> None:
    """Take an account out of use, and sign it out everywhere."""
    from cli.users import deactivate

    deactivate(email)


def doctor(as_json: Json = False) -> None:
    """Explain every setting, and look whether all is well. Ends with 1 on a problem."""
    from cli.doctor import doctor

    doctor(as_json=as_json)


def backup(file: BackupFile) -> None:
    """Write all that is kept into one sealed file, as it is at one moment."""
    from cli.safekeeping import make_backup

    make_backup(file)


def restore(
    file: BackupFile,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only try it out, in a throw-away database.")
    ] = False,
) -> None:
    """Fill an empty database from a backup; with --verify, only see whether that would work."""
    from cli import safekeeping

    (safekeeping.verify if verify else safekeeping.take_back)(file)


@phone.command("setup")
def set_up_phone(
    clinic: Annotated[
        str | None, typer.Option("--clinic", metavar="CLINIC", help="Only this one, by its id.")
    ] = None,
    fallback: Annotated[
        str | None,
        typer.Option("--fallback", metavar="URL", help="What answers while this server is away."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; say what.")] = False,
) -> None:
    """Point the clinics' numbers at this server (PUBLIC_URL)."""
    from cli.phone import setup

    setup(clinic_id=clinic, fallback=fallback, dry_run=dry_run)


@phone.command("status")
def show_phone(as_json: Json = False) -> None:
    """Show where the clinics' numbers lead."""
    from cli.phone import status

    status(as_json=as_json)
