"""With which vendors a clinic has an agreement (45 CFR 164.504(e)): others get nothing of patients.

It stands in the clinic's file or among the practice's agreements, once it is signed.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.scope import Scope
from clinic.store.tables.practice import Agreement
from engine.clinic import Clinic


async def is_agreed(
    session: AsyncSession, scope: Scope, clinic: Clinic, vendor: str | None, now: datetime
) -> bool:
    """Whether a vendor may have what tells of patients; nobody (`None`) is always trusted."""
    if vendor is None or vendor in clinic.baa:
        return True
    signed = select(col(Agreement.id)).where(
        col(Agreement.practice_id) == scope.practice_id,
        func.lower(col(Agreement.vendor)) == vendor.lower(),
        col(Agreement.signed_at) <= now,
    )
    return await session.scalar(signed.limit(1)) is not None
