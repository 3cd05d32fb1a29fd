//! The manifest of a package (IMS Content Packaging), with what each item is about (IMS Learning Resource Metadata).

use super::PackageFile;
use super::say::{name, tags};
use super::xml::Element;
use crate::exact::Lang;
use crate::quiz::Item;

/// Where every package has its manifest.
const PATH: &str = "imsmanifest.xml";
const PACKAGING: &str = "http://www.imsglobal.org/xsd/imscp_v1p1";
const METADATA: &str = "http://www.imsglobal.org/xsd/imsmd_v1p2";

/// A file of the package, as the manifest lists it.
pub(super) struct Resource {
    /// Its name in the manifest.
    pub(super) id: String,
    /// What it is: `imsqti_item_xmlv2p1`.
    pub(super) kind: &'static str,
    pub(super) path: String,
    /// Other resources that it needs.
    pub(super) needs: Vec<String>,
    pub(super) metadata: Option<Element>,
}

/// The manifest of resources, of a schema and its version.
pub(super) fn manifest(
    id: String,
    schema: &'static str,
    version: &'static str,
    resources: Vec<Resource>,
) -> PackageFile {
    let listed = resources.into_iter().map(|resource| {
        Element::new("resource")
            .with("identifier", resource.id)
            .with("type", resource.kind)
            .with("href", &*resource.path)
            .children(resource.metadata.map(|lom| Element::new("metadata").child(lom)))
            .child(Element::new("file").with("href", resource.path))
            .children(resource.needs.into_iter().map(|id| Element::new("dependency").with("identifierref", id)))
    });
    let root = Element::new("manifest")
        .with("xmlns", PACKAGING)
        .with("xmlns:imsmd", METADATA)
        .with("identifier", id)
        .child(
            Element::new("metadata").child(Element::of("schema", schema)).child(Element::of("schemaversion", version)),
        )
        .child(Element::new("organizations"))
        .child(Element::new("resources").children(listed));
    PackageFile::new(PATH, root.document())
}

/// The title of an item, its tags and its difficulty, of which the metadata knows five degrees as well.
pub(super) fn metadata(index: usize, item: &Item, lang: Lang) -> Element {
    let said = |name: &'static str, text: String| Element::new(name).child(langstring(text, lang_code(lang)));
    let term = |name: &'static str, text: &str| Element::new(name).child(langstring(text.to_owned(), "x-none"));
    let keywords = tags(item, lang).into_iter().map(|tag| said("imsmd:keyword", tag));
    let difficulty =
        ["very easy", "easy", "medium", "difficult", "very difficult"][usize::from(item.difficulty.clamp(1, 5)) - 1];
    let general = Element::new("imsmd:general")
        .child(said("imsmd:title", name(index, item, lang)))
        .child(Element::of("imsmd:language", lang_code(lang)))
        .children(keywords);
    let educational = Element::new("imsmd:educational").child(
        Element::new("imsmd:difficulty").child(term("imsmd:source", "LOMv1.0")).child(term("imsmd:value", difficulty)),
    );
    Element::new("imsmd:lom").child(general).child(educational)
}

fn langstring(text: String, lang: &'static str) -> Element {
    Element::of("imsmd:langstring", text).with("xml:lang", lang)
}

fn lang_code(lang: Lang) -> &'static str {
    super::labels::labels(lang).code
}
