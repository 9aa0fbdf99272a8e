-- Goes up when a notification is asked for again: an answer to an earlier delivery then settles nothing any more.
ALTER TABLE callbacks ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
