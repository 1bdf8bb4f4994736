namespace Ricloud.Emulator.Storage;

/// <summary>The tables. Dates are microseconds since 1970; ids are given out in order and never twice.</summary>
internal static class Schema
{
    /// <summary>Marks a SQLite file as this emulator's ("RiEm").</summary>
    public const int ApplicationId = 0x5269456D;

    public const int Version = 1;

    public const string Create = """
        CREATE TABLE organisation (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            webhook_config_default INTEGER,
            storage_config_default INTEGER,
            date_created INTEGER NOT NULL) STRICT;

        CREATE TABLE keys (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL,
            token TEXT NOT NULL UNIQUE,
            webhook_config INTEGER,
            storage_config INTEGER,
            state TEXT NOT NULL,
            date_created INTEGER NOT NULL) STRICT;
        CREATE INDEX keys_by_webhook_config ON keys (webhook_config);
        CREATE INDEX keys_by_storage_config ON keys (storage_config);

        CREATE TABLE webhook_configs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL,
            secret TEXT NOT NULL,
            state TEXT NOT NULL,
            date_created INTEGER NOT NULL,
            revision INTEGER NOT NULL DEFAULT 0,
            verdict_task INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX webhook_configs_by_state ON webhook_configs (state, id);
        CREATE INDEX webhook_configs_shown ON webhook_configs (id) WHERE state <> 'deactivated';

        CREATE TABLE storage_configs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL,
            url TEXT NOT NULL,
            credentials TEXT,
            state TEXT NOT NULL,
            date_created INTEGER NOT NULL,
            revision INTEGER NOT NULL DEFAULT 0,
            verdict_task INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX storage_configs_by_state ON storage_configs (state, id);
        CREATE INDEX storage_configs_shown ON storage_configs (id) WHERE state <> 'deactivated';

        CREATE TABLE tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key INTEGER NOT NULL,
            type TEXT NOT NULL,
            target INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            state TEXT NOT NULL,
            error TEXT,
            date_created INTEGER NOT NULL,
            date_started INTEGER,
            date_completed INTEGER) STRICT;
        CREATE INDEX tasks_by_target ON tasks (target, id);
        CREATE INDEX tasks_by_type ON tasks (type, id);
        CREATE INDEX tasks_by_state ON tasks (state, id);
        CREATE INDEX tasks_by_key ON tasks (key, id);

        CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            action TEXT NOT NULL,
            data TEXT NOT NULL,
            webhook_config INTEGER,
            state TEXT NOT NULL,
            retries INTEGER NOT NULL,
            date_created INTEGER NOT NULL,
            date_delivered INTEGER) STRICT;
        CREATE INDEX events_by_type ON events (type, number);
        CREATE INDEX events_by_type_and_action ON events (type, action, number);
        CREATE INDEX events_by_action ON events (action, number);
        CREATE INDEX events_by_state ON events (state, number);

        -- What is still to be delivered. A lane is a receiver: what waits for one holds no other up.
        CREATE TABLE deliveries (
            event INTEGER PRIMARY KEY,
            webhook_config INTEGER NOT NULL,
            task INTEGER,
            test_url TEXT,
            lane INTEGER NOT NULL,
            due INTEGER NOT NULL,
            tries INTEGER NOT NULL) STRICT;
        CREATE INDEX deliveries_by_lane ON deliveries (lane, due, event);
        CREATE TABLE lanes (lane INTEGER PRIMARY KEY, due INTEGER NOT NULL) STRICT;
        CREATE INDEX lanes_by_due ON lanes (due, lane);

        -- How many rows there are of each kind, so that a list's total needs no scan.
        CREATE TABLE counts (
            resource TEXT NOT NULL,
            type TEXT NOT NULL,
            action TEXT NOT NULL,
            state TEXT NOT NULL,
            rows INTEGER NOT NULL,
            PRIMARY KEY (resource, type, action, state)) STRICT, WITHOUT ROWID;
        """;
}
