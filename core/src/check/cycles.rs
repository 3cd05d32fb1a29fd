//! Circles among things that name each other.

use std::collections::{BTreeSet, HashMap};

/// The circles of a graph, each as its nodes in order from its smallest; a node is in at most one of them.
pub(crate) fn cycles(edges: &HashMap<usize, BTreeSet<usize>>) -> Vec<Vec<usize>> {
    let none = BTreeSet::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    let mut nodes: Vec<usize> = edges.keys().copied().collect();
    nodes.sort_unstable();
    for start in nodes {
        // an explicit stack: a chain of names may be as long as the rules
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        if done.contains(&start) {
            continue;
        }
        let next = |node: usize| edges.get(&node).unwrap_or(&none).iter().rev().copied().collect::<Vec<_>>();
        path.push((start, next(start)));
        while let Some((node, rest)) = path.last_mut() {
            let node = *node;
            match rest.pop() {
                Some(to) => {
                    if let Some(at) = path.iter().position(|(other, _)| *other == to) {
                        let mut cycle: Vec<usize> = path[at..].iter().map(|(node, _)| *node).collect();
                        let smallest = cycle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(i, _)| i);
                        cycle.rotate_left(smallest);
                        if !cycle.iter().any(|node| done.contains(node)) && !found.contains(&cycle) {
                            found.push(cycle);
                        }
                    } else if !done.contains(&to) {
                        path.push((to, next(to)));
                    }
                }
                None => {
                    done.insert(node);
                    path.pop();
                }
            }
        }
    }
    let mut used = BTreeSet::new();
    found.retain(|cycle| cycle.iter().all(|node| used.insert(*node)));
    found
}
