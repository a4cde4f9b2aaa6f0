//! Family names with several lawful readings.

use super::form::Form;
use super::token::Script;

/// Kanji family names of one character that are read in several lawful ways by their bearers (on reading, or as in the
/// language of the family). A kana form that differs then says nothing. In standard form.
pub(super) const SEVERAL_READINGS: &str = "王李張劉陳楊趙黄周徐孫朱胡郭羅鄭梁謝宋唐許韓馮鄧曹彭曽蕭蔡潘袁董余蘇葉魏呂蒋杜丁沈姜范崔朴尹趙呉盧龔譚鄒廖閻賈孔薛";

/// As above, but also the beginning of longer Japanese family names: only where the token stands alone.
const SEVERAL_READINGS_ALONE: &str = "金白申文何于任方史夏姚毛江段戴汪全洪辛車孟雷";

/// Whether the family name of a kanji form has several lawful readings.
pub(super) fn has_several_readings(form: &Form) -> bool {
    if form.script != Script::Han {
        return false;
    }
    let mut first = form.key.part(0).chars();
    let Some(head) = first.next() else { return false };
    let rest = first.count();
    let divided = form.key.parts() > 1;
    let alone = if divided { rest == 0 } else { rest == 1 };
    (alone && (SEVERAL_READINGS.contains(head) || SEVERAL_READINGS_ALONE.contains(head)))
        || (!divided && rest == 2 && SEVERAL_READINGS.contains(head))
}
