// How well words are read on a colour (WCAG 2.2, 1.4.3), and the colours that a clinic's own comes to.
// The server checks that white is read on it; what else the desk needs is worked out from it until
// every word can be read, by day and by night.

export const ENOUGH = 4.5;

type Colour = readonly [number, number, number];

const STEPS = 20;
/** Where words in the accent's colour stand: surface, ground and sunken places of `tokens.css`. */
const PLACES = {
  light: ["#ffffff", "#f6f7f8", "#eef0f2"],
  dark: ["#161a1e", "#1d2227", "#0f1215", "#0b0e10"],
} as const;
const DARK_INK = "#04100e";

function parts(colour: string): Colour {
  return [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16)) as unknown as Colour;
}

function linear(part: number): number {
  const of = part / 255;
  return of <= 0.04045 ? of / 12.92 : ((of + 0.055) / 1.055) ** 2.4;
}

function light(colour: string): number {
  const [red, green, blue] = parts(colour).map(linear) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1, not at all, to 21; colours are #rrggbb. */
export function contrast(one: string, other: string): number {
  const [more, less] = [light(one), light(other)].toSorted((a, b) => b - a) as [number, number];
  return (more + 0.05) / (less + 0.05);
}

/** So much of a colour in another: 0 is the other, 1 the colour. */
export function mixed(colour: string, other: string, share: number): string {
  const [of, into] = [parts(colour), parts(other)];
  return `#${of.map((part, at) => Math.round(part * share + (into[at] as number) * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

/** The colour, as near to itself as can be read on all of these. */
function readOn(colour: string, places: readonly string[], towards: string): string {
  for (let step = STEPS; step > 0; step -= 1) {
    const tried = mixed(colour, towards, step / STEPS);
    if (places.every((place) => contrast(tried, place) >= ENOUGH)) return tried;
  }
  return towards;
}

/** The tokens of an accent, by their names in `tokens.css`. */
export function accentOf(brand: string, isDark: boolean): Record<string, string> {
  const away = isDark ? "#ffffff" : "#000000";
  const places = PLACES[isDark ? "dark" : "light"];
  const tint = isDark ? mixed(brand, places[0], 0.25) : mixed(brand, "#ffffff", 0.12);
  const accent = isDark ? readOn(brand, places, away) : brand;
  return {
    "--accent": accent,
    "--accent-strong": mixed(accent, away, 0.82),
    "--accent-ink": isDark ? DARK_INK : "#ffffff",
    "--accent-tint": tint,
    "--accent-text": readOn(brand, [...places, tint], away),
  };
}
