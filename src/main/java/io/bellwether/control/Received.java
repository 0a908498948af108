package io.bellwether.control;

import io.bellwether.event.Rejection;

/**
 * What a record of the topic of commands was.
 *
 * @param command null where it was none
 * @param rejection why it was none; else null
 */
public record Received(Command command, Rejection rejection) {}
