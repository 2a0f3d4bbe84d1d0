-- Version 3: the index of the search follows the edits a moment later, because writing it costs more than the edit itself.
-- A form stands here from the edit that changes it, put in by the same transaction, until the index knows it as it is.
-- Every form is indexed anew once: versions before knew fewer spellings of the initials. A later change of the spellings or of what
-- is indexed is a step like this one.
CREATE TABLE unindexed (
    form INTEGER PRIMARY KEY REFERENCES forms (id) ON DELETE CASCADE
) STRICT;
INSERT INTO unindexed SELECT id FROM forms;

-- An import over a form brings waivers along: they are undone and redone with it. Lists of waivers as JSON, one with a blank reason = none.
ALTER TABLE edits ADD COLUMN waivers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE edits ADD COLUMN waivers_before TEXT NOT NULL DEFAULT '[]';
