//! What must hold across the crates, in one program: it is linked once.

mod agreement;
mod ask;
mod bad_input;
mod corpus;
mod docs;
mod pack;
mod penal_words;
mod properties;
mod quiz;
mod sliced;
mod sources;
mod tables;
mod taxonomies;
