//! The other engines, each with its rules compiled once and in its quickest documented form.

use crate::engine::Engine;
use crate::generator::{Case, Fact, Rule, facts};
use crate::words::{self, Plain, plain};
use std::sync::Arc;

/// Zen's decision table, compiled and indexed by the engine.
pub struct ZenTable {
    decision: zen_engine::Decision,
    facts: Vec<Fact>,
}

impl ZenTable {
    /// Compiles the rules.
    pub fn new(rules: &[Rule]) -> ZenTable {
        let content: zen_engine::model::GraphContent =
            serde_json::from_value(words::zen_table(rules)).expect("a decision table");
        let mut decision = zen_engine::Decision::from(content);
        decision.validate().expect("a sound table");
        decision.compile();
        ZenTable { decision, facts: facts() }
    }
}

use zen_expression::variable::Variable;

fn variable(facts: &[Fact], case: &Case) -> Variable {
    let object = Variable::empty_object();
    let values = object.as_object().expect("an object");
    for (name, value) in plain(facts, case) {
        let value = match value {
            Plain::Flag(flag) => Variable::Bool(flag),
            Plain::Text(text) => Variable::String(text.as_str().into()),
            Plain::Number(number) => Variable::Number(number.into()),
            Plain::Members(members) => {
                Variable::from_array(members.iter().map(|member| Variable::String(member.as_str().into())).collect())
            }
        };
        values.borrow_mut().insert(Variable::key(name), value);
    }
    object
}

fn read_variable(json: &str) -> Variable {
    serde_json::from_str(json).expect("a case")
}

impl Engine for ZenTable {
    type Input = Variable;
    fn name(&self) -> &'static str {
        "zen-engine, decision table"
    }
    fn read(&self, json: &str) -> Variable {
        read_variable(json)
    }
    fn of(&self, case: &Case) -> Variable {
        variable(&self.facts, case)
    }
    fn decide(&mut self, input: &Variable, out: &mut Vec<u16>) {
        let answer = pollster::block_on(self.decision.evaluate(input.clone())).expect("an answer");
        let Some(rows) = answer.result.as_array() else { return };
        for row in rows.borrow().iter() {
            let rule = row.dot("rule").and_then(|rule| rule.as_number()).expect("a rule");
            out.push(rule.try_into().expect("its place"));
        }
    }
}

/// Zen's expressions alone, each compiled to bytecode.
pub struct ZenExpressions {
    expressions: Vec<zen_expression::Expression<zen_expression::expression::Standard>>,
    isolate: zen_expression::Isolate,
    facts: Vec<Fact>,
}

impl ZenExpressions {
    /// Compiles the rules.
    pub fn new(rules: &[Rule]) -> ZenExpressions {
        let mut isolate = zen_expression::Isolate::new();
        let texts = words::zen_expressions(rules);
        let expressions = texts.iter().map(|text| isolate.compile_standard(text).expect("an expression")).collect();
        ZenExpressions { expressions, isolate, facts: facts() }
    }
}

impl Engine for ZenExpressions {
    type Input = Variable;
    fn name(&self) -> &'static str {
        "zen-expression, bare expressions"
    }
    fn read(&self, json: &str) -> Variable {
        read_variable(json)
    }
    fn of(&self, case: &Case) -> Variable {
        variable(&self.facts, case)
    }
    fn decide(&mut self, input: &Variable, out: &mut Vec<u16>) {
        self.isolate.set_environment(input.clone());
        for (at, expression) in (0..).zip(&self.expressions) {
            let met = self.isolate.run_compiled(expression.bytecode()).expect("an answer");
            if met.as_bool().expect("a truth") {
                out.push(at);
            }
        }
    }
}

/// Regorus: the rules compiled once, by its interpreter.
pub struct Regorus {
    policy: regorus::CompiledPolicy,
    facts: Vec<Fact>,
}

const ENTRY: &str = "data.peers.applies";

fn regorus_policy(rules: &[Rule]) -> regorus::CompiledPolicy {
    let mut engine = regorus::Engine::new();
    engine.add_policy("peers.rego".into(), words::rego(rules)).expect("a module");
    engine.compile_with_entrypoint(&ENTRY.into()).expect("a policy")
}

impl Regorus {
    /// Compiles the rules.
    pub fn new(rules: &[Rule]) -> Regorus {
        Regorus { policy: regorus_policy(rules), facts: facts() }
    }
}

fn regorus_value(facts: &[Fact], case: &Case) -> regorus::Value {
    let values = plain(facts, case).map(|(name, value)| {
        let value = match value {
            Plain::Flag(flag) => flag.into(),
            Plain::Text(text) => text.into(),
            Plain::Number(number) => u32::from(number).into(),
            Plain::Members(members) => {
                members.into_iter().map(regorus::Value::from).collect::<Vec<regorus::Value>>().into()
            }
        };
        (regorus::Value::from(name), value)
    });
    values.collect::<std::collections::BTreeMap<regorus::Value, regorus::Value>>().into()
}

fn regorus_answer(answer: &regorus::Value, out: &mut Vec<u16>) {
    out.extend(answer.as_set().expect("a set").iter().map(|rule| rule.as_u16().expect("a place")));
}

impl Engine for Regorus {
    type Input = regorus::Value;
    fn name(&self) -> &'static str {
        "regorus, interpreter"
    }
    fn read(&self, json: &str) -> regorus::Value {
        regorus::Value::from_json_str(json).expect("a case")
    }
    fn of(&self, case: &Case) -> regorus::Value {
        regorus_value(&self.facts, case)
    }
    fn decide(&mut self, input: &regorus::Value, out: &mut Vec<u16>) {
        regorus_answer(&self.policy.eval_with_input(input.clone()).expect("an answer"), out);
    }
}

/// Regorus: the rules compiled to its virtual machine.
pub struct RegorusVm {
    machine: regorus::rvm::vm::RegoVM,
    facts: Vec<Fact>,
}

impl RegorusVm {
    /// Compiles the rules.
    ///
    /// # Errors
    /// When the machine cannot hold so many rules.
    pub fn new(rules: &[Rule]) -> Result<RegorusVm, String> {
        let compiler = regorus::languages::rego::compiler::Compiler::compile_from_policy;
        let program = compiler(&regorus_policy(rules), &[ENTRY]).map_err(|error| error.to_string())?;
        let mut machine = regorus::rvm::vm::RegoVM::new();
        machine.set_max_instructions(usize::MAX);
        machine.load_program(program);
        Ok(RegorusVm { machine, facts: facts() })
    }
}

impl Engine for RegorusVm {
    type Input = regorus::Value;
    fn name(&self) -> &'static str {
        "regorus, virtual machine"
    }
    fn read(&self, json: &str) -> regorus::Value {
        regorus::Value::from_json_str(json).expect("a case")
    }
    fn of(&self, case: &Case) -> regorus::Value {
        regorus_value(&self.facts, case)
    }
    fn decide(&mut self, input: &regorus::Value, out: &mut Vec<u16>) {
        self.machine.set_input(input.clone());
        regorus_answer(&self.machine.execute().expect("an answer"), out);
    }
}

/// CEL: one program a rule.
pub struct Cel {
    programs: Vec<cel::Program>,
    env: Arc<cel::Env>,
    facts: Vec<Fact>,
}

impl Cel {
    /// Compiles the rules.
    pub fn new(rules: &[Rule]) -> Cel {
        let env = Arc::new(cel::Env::stdlib());
        let programs = words::cel(rules).iter().map(|text| env.compile(text).expect("an expression")).collect();
        Cel { programs, env, facts: facts() }
    }
}

impl Engine for Cel {
    type Input = cel::Context<'static, 'static>;
    fn name(&self) -> &'static str {
        "cel"
    }
    fn read(&self, json: &str) -> Self::Input {
        let values: std::collections::HashMap<String, serde_json::Value> = serde_json::from_str(json).expect("a case");
        let mut context = cel::Context::with_env(self.env.clone());
        for (name, value) in values {
            context.add_variable(name, value).expect("a variable");
        }
        context
    }
    fn of(&self, case: &Case) -> Self::Input {
        let mut context = cel::Context::with_env(self.env.clone());
        for (name, value) in plain(&self.facts, case) {
            let value = match value {
                Plain::Flag(flag) => cel::Value::Bool(flag),
                Plain::Text(text) => cel::Value::from(text),
                Plain::Number(number) => cel::Value::Int(number.into()),
                Plain::Members(members) => cel::Value::from(members),
            };
            context.add_variable_from_value(name, value);
        }
        context
    }
    fn decide(&mut self, input: &Self::Input, out: &mut Vec<u16>) {
        for (at, program) in (0..).zip(&self.programs) {
            if program.execute(input).expect("an answer") == cel::Value::Bool(true) {
                out.push(at);
            }
        }
    }
}

/// Cedar: one policy a rule; the policies that permit are those that apply.
pub struct Cedar {
    policies: cedar_policy::PolicySet,
    authorizer: cedar_policy::Authorizer,
    entities: cedar_policy::Entities,
    someone: cedar_policy::EntityUid,
    facts: Vec<Fact>,
}

impl Cedar {
    /// Compiles the rules.
    pub fn new(rules: &[Rule]) -> Cedar {
        let policies = words::cedar(rules).into_iter().enumerate().map(|(at, text)| {
            cedar_policy::Policy::parse(Some(cedar_policy::PolicyId::new(at.to_string())), text).expect("a policy")
        });
        Cedar {
            policies: cedar_policy::PolicySet::from_policies(policies).expect("policies"),
            authorizer: cedar_policy::Authorizer::new(),
            entities: cedar_policy::Entities::empty(),
            someone: "Anyone::\"one\"".parse().expect("an entity"),
            facts: facts(),
        }
    }
    fn request(&self, context: cedar_policy::Context) -> cedar_policy::Request {
        let one = || self.someone.clone();
        cedar_policy::Request::new(one(), one(), one(), context, None).expect("a request")
    }
}

impl Engine for Cedar {
    type Input = cedar_policy::Request;
    fn name(&self) -> &'static str {
        "cedar-policy"
    }
    fn read(&self, json: &str) -> Self::Input {
        self.request(cedar_policy::Context::from_json_str(json, None).expect("a context"))
    }
    fn of(&self, case: &Case) -> Self::Input {
        use cedar_policy::RestrictedExpression as Value;
        let pairs = plain(&self.facts, case).map(|(name, value)| {
            let value = match value {
                Plain::Flag(flag) => Value::new_bool(flag),
                Plain::Text(text) => Value::new_string(text),
                Plain::Number(number) => Value::new_long(number.into()),
                Plain::Members(members) => Value::new_set(members.into_iter().map(Value::new_string)),
            };
            (name.to_owned(), value)
        });
        self.request(cedar_policy::Context::from_pairs(pairs).expect("a context"))
    }
    fn decide(&mut self, input: &Self::Input, out: &mut Vec<u16>) {
        let response = self.authorizer.is_authorized(input, &self.policies, &self.entities);
        out.extend(response.diagnostics().reason().map(|id| {
            let place: &str = id.as_ref();
            place.parse::<u16>().expect("a place")
        }));
    }
}
