import { describe, expect, it } from "vitest";
import { mondayOf, weekAfter, weekOf } from "./week";

describe("weeks", () => {
  it.each([
    ["2026-01-01", "2026-W01"],
    ["2026-03-02", "2026-W10"],
    ["2026-12-31", "2026-W53"],
    ["2027-01-03", "2026-W53"],
    ["2024-12-30", "2025-W01"],
  ])("%s lies in %s", (day, week) => expect(weekOf(day)).toBe(week));

  it("begin on a Monday", () => expect(mondayOf("2026-W10")).toBe("2026-03-02"));

  it("follow one another over the end of a year", () => {
    expect(weekAfter("2026-W53", 1)).toBe("2027-W01");
    expect(weekAfter("2027-W01", -1)).toBe("2026-W53");
  });
});
