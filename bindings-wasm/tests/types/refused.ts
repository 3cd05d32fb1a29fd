// Mistakes that the types find before the engine does. Each line that follows a comment would be an error without it; and the
// comment itself is one when the line is none.
import { load, TipicidadError, type Act, type Case, type Charge, type Law, type Person, type Verdict } from "../../dist/index.js";

const law: Law = await load();
const persons: Person[] = [{ id: "ana" }, { id: "v1", age: { max: 17 }, nationality: ["HN"] }];
const act: Act = { accused: ["ana", { person: "v1", participation: "aider" }], verb: ["induce"], "place.country": "MX" };
const right: Case = { persons, acts: [act, { ...act, place: { country: "MX" } }], readings: { up_to: "both_ends" } };
const rows: Case = { counts: [{ "act.verb": "induce|oblige", "victim.age.max": 17, "act.verb.induce": true, "x.file": { any: "thing" } }] };
const verdict: Verdict = law.evaluate(right, { asOf: "2024-06-01" });
const status: Charge["status"] | undefined = law.evaluate(rows).counts[0]?.charges[0]?.status;

// @ts-expect-error: a person has no such fact
persons.push({ id: "ben", agee: 12 });
// @ts-expect-error: an age is no flag
persons.push({ id: "ben", age: true });
// @ts-expect-error: no such conduct
const verb: Act = { accused: ["ana"], verb: ["indoce"] };
// @ts-expect-error: no such participation
const part: Act = { accused: [{ person: "ana", participation: "helper" }] };
// @ts-expect-error: no such country
const place: Act = { accused: ["ana"], place: { country: "XX" } };
// @ts-expect-error: an act has accused
const nobody: Act = { verb: ["induce"] };
// @ts-expect-error: acts and counts do not stand together
const both: Case = { persons: [], acts: [], counts: [] };
// @ts-expect-error: no such column
const column: Case = { counts: [{ "victim.agee": 12 }] };
// @ts-expect-error: no such member
const member: Case = { counts: [{ "act.verb.indoce": true }] };
// @ts-expect-error: a reading has no such value
law.evaluate({ persons, acts: [act], readings: { up_to: "never" } });
// @ts-expect-error: no such option
law.evaluate(right, { as_of: "2024-06-01" });
// @ts-expect-error: a charge that stands is made out
const open: "not_made_out" = verdict.counts[0]!.charges[0]!.status;
// @ts-expect-error: there may be no charge
verdict.counts[0].charges;
// @ts-expect-error: there may be no range
verdict.counts[0]!.charges[0]!.penalty.final.prison;

// A pack of one's own has cases of one's own.
interface OwnCase {
  counts: { "act.date": string }[];
}
const own = await load<OwnCase>(new Uint8Array());
own.evaluate({ counts: [{ "act.date": "2024-03-01" }] });
// @ts-expect-error: not of this pack
own.evaluate(right);

try {
  law.evaluate("{");
} catch (error) {
  if (error instanceof TipicidadError) {
    const told: [string, string, string | null, string | null] = [error.code, error.message, error.path, error.hint];
    void told;
  }
}
void [status, verb, part, place, nobody, both, column, member, open];
