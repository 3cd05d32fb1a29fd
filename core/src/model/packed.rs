//! In which order the parts of the law stand in a pack. To change it is to change the format of packs.

use super::*;
use crate::packed::packed;

packed! {
    struct Model {
        pack, laws, subjects, facts, terms, consequences, interests, atoms, provisions, conflicts, examples,
    }
    struct PackInfo { name, version, law_as_of, digest }
    struct LawInfo { siglum, name, named_only, succeeds }

    struct Subject { name, label, role_of }
    struct Fact { name, subject, declared_for, label, question, kind, values, assumed, derived }
    struct FactValueDef { name, label }
    enum FactType {
        Flag, Number { unit, min, max, scale }, Date, Money, OneOf, AnyOf, Country, Countries, Offences, Term, Text,
        Events,
    }
    enum AssumedValue { Flag(a), Members(a), Number(a) }
    enum Derivation { AgeAt(a), NumberOfVictims, NumberOfAccused, When(a), AmountIn { amount, units, on } }

    struct Atom { fact, test }
    enum Test {
        True, Under(a), AtMost(a), Over(a), AtLeast(a), Before(a), OnOrBefore(a), Is(a), Has(a), AnyOffence,
        InGroup(a, b),
    }
    nested struct Cond { kind, wire }
    enum CondKind {
        Atom(a), Members { fact, quantifier, atoms }, Term(a), All(a), Any(a), Not(a), Victims { every, of },
        Charge(a),
    }
    enum Quantifier { Any, All, None }
    enum ChargeTest {
        InGroup(a), Is(a), QualifiedBy(a), Charged(a), Has(a), Only(a), OnComplaint, Permanent, Beyond(a),
    }
    enum PenaltyKind { Part(a), Consequence(a) }
    struct NamedCondition { name, label, by, condition }

    struct Selection { include, except }
    enum Entry { Id(a), Range(a, b), Law(a), Heading(a, b, c, d), Group(a), Every }

    enum Kind {
        Offence, Penalty, Aggravation, Attenuation, Substitution, Exclusion, Extinction, Attempt, Participation,
        Negligence, Error, Excess, Recidivism, Concurrence, Prosecution, Prescription, Jurisdiction, Extradition,
        Measure, Discretion, Transitory, Presumption, Parameter, Group, Reading, Gap, NoExcuse,
    }
    struct Headings { book, title, chapter, title_name, chapter_name }
    struct Provision { id, kind, law, headings, name, gist, by, versions }
    struct Version { since, open_start, until, gazette, uncertain, body }
    enum Body {
        Offence(a), Penalty(a), Modifier(a), Grading(a), Exclusion(a), Prosecution(a), Presumption(a), Group(a),
        Parameter(a), Reading(a), Gap(a), Prescription(a), Concurrence(a), Jurisdiction(a), Extradition(a), Note(a),
    }
    enum Role {
        Agent, Victim, Conduct, Means, Object, Result, Purpose, Knowing, Circumstance, Exception, Ground,
        Requirement, Bar, Paper, Discretion, Postponement, Preference,
    }
    struct Element { id, role, by, text, waived, form }
    enum Form { Plain(a), OneOf(a), Gap(a, b) }
    struct Letter { name, label, reach, except_for, condition }
    enum Reach { Personal, Objective }
    enum ProsecutionMode { ExOfficio, Complaint }
    enum Consummation { Instant, Permanent }
    enum VictimsMode { None, OneOffence, Each }
    struct Offence {
        elements, exceptions, penalties, consequences, prosecution, consummation, victims, protects, defined_in,
        consent_irrelevant, without_prejudice, with_any_other, yields_to, succeeds, succeeded_by, is_new,
    }
    struct PenaltyRule { punishes, instead_of, besides, when, penalty, consequences }
    struct Modifier { applies_to, letters, effects, gap, consequences, instead_of }
    enum GradingKind {
        Attempt, Participation, Negligence, Excess, Error, DiminishedCapacity, Continued, Recidivism,
    }
    struct Grading {
        kind, applies_to, only_for, otherwise_excluded, when, rows, gap, from_base, requires, consequences,
    }
    struct GradingRow { name, when, effects, as_negligence }
    enum Bars { Offence, Guilt, Punishment, Prosecution, Action, Aggravation }
    struct Exclusion { applies_to, bars, letters }
    struct ProsecutionRule { on_complaint, ex_officio }
    struct Presumption { term, when, conclusive }
    struct Group { members, excluding, taxonomy, when }
    enum TaxonomyList { ProtocolAct, ProtocolMeans, ProtocolPurpose, Opsc, Cndh }
    struct Parameter { unit, zones, values, not_for }
    struct ParameterValue { since, values, gazette }
    struct Reading { values, concerns }
    struct Concern { letters, offences, unless }
    struct Gap { covers, when, succeeded_by }
    struct Note { applies_to, when, consequences }
    enum Ground { Speciality, Subsidiarity, Consumption, Alternativity }
    struct Conflict { over, under, ground, by, note, since, until }

    enum Choice { And, Or, OrBoth }
    enum Part { Prison, Fine, CommunityWork }
    enum FineUnit { DayFine, MinimumWage, Uma, Peso, TimesValue }
    struct Stated<T> { min, max }
    struct ExactNumber(number)
    struct PenaltyRange { prison, fine, work, choice }
    enum Known<T> { Text(a), Gap { note, at_most } }
    struct Variants<T> { plain, under }
    enum PenaltySpec {
        Range(a), SameAs { id, with_consequences }, NotStated { discretion }, AsParticipant { by, fact },
        FirstOf(a), GravestOf(a),
    }
    nested struct PenaltyRow { name, label, when, penalty }
    struct PenaltyLine { letters, under, penalty }
    enum Op {
        Increased, IncreasedUpTo, BothEndsIncreasedUpTo, MaximumIncreasedUpTo, IncreasedBetween, Doubled,
        UpToDoubled, OneMoreTanto, Added, Replaced, Becomes, BecomesUpTo, MaximumBecomesUpTo, Reduced, ReducedUpTo,
    }
    enum Basis { Base, WhatCorresponds, Maximum }
    struct Effect { op, parts, fraction, to_fraction, of, may, penalty, each, consequences }
    enum ConsequenceTerm { Unstated, Range(a), AsPrison, UpToPrison, Permanent }
    struct ConsequenceRule { kinds, one_of, may, text, term, letters, when }

    enum Clock { Action, Complaint, Penalty, CivilAction, Administrative }
    struct Prescription {
        of, applies_to, when, of_case, term, starts, never, factor, suspended, interrupted, extended, met_by,
        met_when, gives_way,
    }
    enum TermRule { Mean(a), Fixed(a), Gravest, Imposed { part, remaining, more, at_least } }
    struct StartRule { after, point, plus, when }
    enum Point { Consummation, LastAct, Cessation, Event(a), Fact(a) }
    struct Interruption { by, until, within }
    enum Plurality { Ideal, Real }
    struct ConcurrenceRule { joins, combines, as_real_for }
    enum Combines { Every, Gravest { parts, up_to, own } }

    enum BeyondTest { Applies, Expired, Mean(a, b), After(a, b), Jurisdiction(a) }
    enum MeanOf { Charge, Facts(a, b) }
    struct JurisdictionRule { republic, federal, applies_to, when, requires }
    enum Direction { Passive, Active }
    struct ExtraditionRule { of, when, exceptions, says }
    enum Says { Asks(a, b), Due(a), Prefers { by, among_treaties }, Treaty(a) }
    enum Asks { Requires, Bars, Undertakes, Carries, Discretion, Postpones }
    struct Due { term, after, from }
    struct Length { months, days }
    enum Criterion { Treaty, Place, Gravest { death, min, max }, Earliest(a) }
}
