-- Those that were taken or given up: the oldest are forgotten.
CREATE INDEX callbacks_ended ON callbacks (created_at, id) WHERE due_at IS NULL;
