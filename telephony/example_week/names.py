"""What invented patients are called: names as a waiting room in the United States hears them.

Given name and surname are drawn from one origin mostly, as in families; nobody here exists.
"""

from random import Random
from typing import Final

ORIGINS: Final[tuple[tuple[int, str, str], ...]] = (
    (
        30,
        "Emma Olivia James Henry Grace Ethan Hannah Walter Ruth Megan Tyler Dorothy Ellen Frank",
        "Smith Miller Parker Bennett Hughes Coleman Fisher Sanders Wallace Doyle Hayes Walsh",
    ),
    (
        30,
        "Ana Luis Maria Carlos Elena Miguel Sofia Diego Carmen Javier Lucia Rosa Andres Paola",
        "Ruiz Garcia Hernandez Lopez Torres Vargas Mendoza Castillo Rojas Delgado Navarro Fuentes",
    ),
    (10, "Linh Minh Thuy Anh Huy Mai Tuan", "Nguyen Tran Pham Le Vo Dang"),
    (10, "Priya Arjun Meera Rohan Anita Sanjay Kavya", "Patel Sharma Iyer Reddy Gupta Nair Kapoor"),
    (8, "Wei Mei Jun Lily Kevin Amy", "Chen Wang Li Zhang Liu Huang"),
    (6, "Grace Daniel Jisoo Minho Eunice", "Kim Park Choi Lee Han"),
    (8, "Amara Chidi Ngozi Kofi Zainab Abena", "Okafor Mensah Adeyemi Owusu Bello Eze"),
    (6, "Omar Layla Yusuf Fatima Hassan Noor", "Haddad Khalil Rahman Saleh Aziz"),
    (5, "Olga Dmitri Katya Piotr Magda Ivan", "Petrov Kowalski Novak Ivanova Marek"),
    (5, "Kenji Yuki Hana Takumi", "Tanaka Sato Mori Ito"),
    (4, "Fatou Moussa Aminata Ibrahim", "Diallo Traore Keita Sow"),
    (4, "Giulia Marco Antoine Claire Hugo", "Rossi Bianchi Laurent Moreau Costa"),
)
"""How often an origin is drawn, its given names and its surnames."""
SPANISH: Final = 1
"""The origin of those who may rather be spoken to in Spanish."""


def drawn(chance: Random) -> tuple[str, str, bool]:
    """A given name, a surname, and whether they may rather speak Spanish."""
    number = chance.choices(range(len(ORIGINS)), [weight for weight, _, _ in ORIGINS])[0]
    _, given, surnames = ORIGINS[number]
    return (
        chance.choice(given.split()),
        chance.choice(surnames.split()),
        number == SPANISH and chance.random() < 0.35,
    )
