package io.bellwether.control;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of command, by the word in field {@code type}. */
enum CommandKind implements Coded {
    SILENCE(0, "silence", List.of("matchers", "starts_at", "ends_at", "until", "expires_notice")),
    ACKNOWLEDGE(1, "ack", List.of("matchers", "ends_at")),
    EXPIRE(2, "expire", List.of());

    /** By their codes in state. */
    static final CodeTable<CommandKind> CODES = new CodeTable<>(CommandKind.class);

    private final int code;
    private final String wireName;
    private final List<String> fields;

    CommandKind(int code, String wireName, List<String> fields) {
        this.code = code;
        this.wireName = wireName;
        this.fields = fields;
    }

    @Override
    public int code() {
        return code;
    }

    String wireName() {
        return wireName;
    }

    /** Its fields beside those that every command has. */
    List<String> fields() {
        return fields;
    }

    static Optional<CommandKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }

    static CommandKind of(Command command) {
        return command instanceof Silence ? SILENCE : command instanceof Acknowledgement ? ACKNOWLEDGE : EXPIRE;
    }
}
