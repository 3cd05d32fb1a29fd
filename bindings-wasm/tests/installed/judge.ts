import { load, TipicidadError, type Case } from "tipicidad";

/** Corruption of minors by a guardian, in one line; and what an unknown fact is refused with. */
export async function judge(): Promise<string> {
  const law = await load();
  const of: Case = {
    persons: [{ id: "guardian" }, { id: "child", age: 12, quality: [] }],
    acts: [
      {
        id: "act",
        date: "2024-03-01",
        accused: ["guardian"],
        victims: ["child"],
        verb: ["induce"],
        result: ["sexual_act"],
        purpose: ["sexual"],
        means: [],
      },
    ],
    relations: [{ accused: "guardian", victim: "child", is: ["guardian"] }],
  };
  const verdict = law.evaluate(of, { asOf: "2024-06-01" });
  const charge = verdict.counts[0]?.charges[0];
  try {
    law.evaluate('{"persons": [{"id": "child", "agee": 12}], "acts": []}');
  } catch (error) {
    const code = error instanceof TipicidadError ? error.code : "another error";
    return `${charge?.offence} to ${charge?.penalty.final?.prison?.max}; ${code}`;
  }
  return "an unknown fact was read";
}
