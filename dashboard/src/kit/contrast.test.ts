import { describe, expect, test } from "vitest";
import { accentOf, contrast, ENOUGH, mixed } from "./contrast";

const BRANDS = ["#0f766e", "#1f6f5c", "#7c3aed", "#b91c1c", "#1d4ed8", "#000000", "#4b5563", "#767676", "#00008b"];

describe("the colours of a clinic", () => {
  test("contrast is that of the standard", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
    expect(mixed("#000000", "#ffffff", 0.5)).toBe("#808080");
  });

  test.each(BRANDS)("%s can be read by day and by night", (brand) => {
    for (const isDark of [false, true]) {
      const of = accentOf(brand, isDark);
      const [accent, strong, ink, tint, text] = ["", "-strong", "-ink", "-tint", "-text"].map((each) => of[`--accent${each}`] as string);
      expect(contrast(ink as string, accent as string)).toBeGreaterThanOrEqual(ENOUGH);
      expect(contrast(ink as string, strong as string)).toBeGreaterThanOrEqual(ENOUGH);
      for (const place of isDark ? ["#161a1e", "#0b0e10", tint] : ["#ffffff", "#eef0f2", tint]) {
        expect(contrast(text as string, place as string)).toBeGreaterThanOrEqual(ENOUGH);
      }
      expect(contrast(isDark ? "#eceff2" : "#16191d", tint as string)).toBeGreaterThanOrEqual(ENOUGH);
    }
  });
});
