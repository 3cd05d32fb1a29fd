//! Files in a zip, with the same bytes on every machine and every day.

use std::fmt::Display;
use std::io::{Cursor, Write};
use tipicidad::error::Error;
use tipicidad::quiz::export::PackageFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A zip of texts, in their order.
pub(super) fn of_texts(files: &[PackageFile]) -> Result<Vec<u8>, Error> {
    of(files.iter().map(|file| (file.path.as_str(), file.text.as_bytes())))
}

/// A zip of files, in their order. None has a day or an owner of its own.
pub(super) fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        zip.start_file(path, options).map_err(unwritten)?;
        zip.write_all(content).map_err(unwritten)?;
    }
    Ok(zip.finish().map_err(unwritten)?.into_inner())
}

pub(super) fn unwritten(error: impl Display) -> Error {
    Error::new("file.write", format!("the package cannot be written: {error}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::of;
    use std::io::{Cursor, Read};
    use zip::{DateTime, ZipArchive};

    #[test]
    fn files_come_out_as_they_went_in_and_bear_no_date() {
        let files: [(&str, &[u8]); 2] = [("a.xml", "á".as_bytes()), ("items/b.xml", &[b'b'; 5_000])];
        let zip = of(files).unwrap();
        assert_eq!(zip, of(files).unwrap());
        let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
        for (index, (path, content)) in files.into_iter().enumerate() {
            let mut file = archive.by_index(index).unwrap();
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert_eq!((file.name().unwrap().as_ref(), read.as_slice()), (path, content));
            assert_eq!(file.last_modified(), Some(DateTime::default()));
        }
    }
}
