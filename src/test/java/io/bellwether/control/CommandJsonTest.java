package io.bellwether.control;

import static io.bellwether.control.Commands.MINUTE;
import static io.bellwether.control.Commands.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwether.event.RejectionReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandJsonTest {

    private static final String COMMON = "'id':'s-1','at':'2026-03-02T09:00:00Z','by':'ann'";
    private static final String QUEUE = ",'matchers':{'queue':'vip'}";

    private static Command read(String json) throws CommandException {
        return CommandJson.read(json.replace('\'', '"').getBytes(UTF_8), NOW);
    }

    @Test
    void whatIsWrittenIsRead() throws CommandException {
        List<Command> commands = List.of(
                Commands.silence("s", 5, 10),
                Commands.withNotice(Commands.untilResolved("s"), 90),
                Commands.ack("k", "a.b"),
                new Expiry("s", NOW, "bob", "退款已恢复"));
        for (Command command : commands) {
            assertThat(CommandJson.read(CommandJson.write(command), NOW)).isEqualTo(command);
        }
    }

    @Test
    void whatIsLeftOutHasItsUsualValue() throws CommandException {
        Silence silence = (Silence) read("{'type':'silence'," + COMMON + QUEUE + ",'until':'resolved'}");
        assertThat(silence.startsAt()).isEqualTo(silence.at()).isEqualTo(NOW);
        assertThat(silence.endsAt()).isEqualTo(NOW + 30 * 24 * 60 * MINUTE);
        assertThat(silence.untilResolved()).isTrue();
        assertThat(silence.noticeMillis()).isZero();
        assertThat(silence.comment()).isEmpty();
        Acknowledgement ack = (Acknowledgement) read("{'type':'ack'," + COMMON + QUEUE + "}");
        assertThat(ack.endsAt()).isEqualTo(NOW + 30 * 24 * 60 * MINUTE);
    }

    @Test
    void lineBreaksOfACommentDoNotReachAMessage() throws CommandException {
        assertThat(read("{'type':'expire'," + COMMON + ",'comment':' a\\n\\r\\u2028b '}")
                        .comment())
                .isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; NOT_JSON; the record is empty",
                "nonsense; NOT_JSON; the record is no JSON object",
                "[]; NOT_JSON; the record is no JSON object",
                "{} {}; NOT_JSON; the record is no JSON object",
                "{'type':'expire','type':'ack'}; NOT_JSON; a field comes twice",
                "{'specversion':'2'}; BAD_FIELD; specversion: must be \"1\"",
                "{'id':'s'}; NO_TYPE; type: is missing",
                "{'type':'silenc'}; UNKNOWN_TYPE; did you mean silence?",
                "{'type':'expire','by':'a'}; NO_ID; id: is missing",
                "{'type':'expire','id':'a b'}; BAD_FIELD; id: must be 1 to 64 letters",
                "{'type':'expire','id':7}; BAD_FIELD; id: must be a text",
                "{'type':'expire','id':'s'}; NO_TIME; at: is missing",
                "{'type':'expire','id':'s','at':'soon'}; BAD_TIME; at: must be a time",
                "{'type':'expire','id':'s','at':'2026-03-02T09:10:01Z'}; FUTURE; at: is more than ten minutes ahead",
                "{'type':'expire','id':'s','at':'2026-03-02T09:00:00Z'}; BAD_FIELD; by: is missing",
                "{'type':'expire',COMMON,'coment':'x'}; BAD_FIELD; coment: is unknown in type expire; did you mean comment?",
                "{'type':'ack',COMMON,'until':'resolved'QUEUE}; BAD_FIELD; until: is unknown in type ack",
                "{'type':'ack',COMMON}; BAD_FIELD; matchers: must say which alerts are meant",
                "{'type':'ack',COMMON,'matchers':{}}; BAD_FIELD; matchers: must say which alerts are meant",
                "{'type':'ack',COMMON,'matchers':{'queue':['vip']}}; BAD_FIELD; matchers.queue: must be a regular expression",
                "{'type':'ack',COMMON,'matchers':{'queue':'('}}; BAD_FIELD; matchers.queue: is no regular expression: missing closing )",
                "{'type':'ack',COMMON,'matchers':{'a b':'x'}}; BAD_FIELD; matchers: has a name that no label has",
                "{'type':'ack',COMMON,'ends_at':'2026-03-02T08:00:00Z'QUEUE}; BAD_FIELD; ends_at: must be after its beginning",
                "{'type':'silence',COMMON QUEUE}; BAD_FIELD; ends_at: is missing",
                "{'type':'silence',COMMON,'ends_at':'2028-03-02T08:00:00Z'QUEUE}; BAD_FIELD; ends_at: must be within 366 days",
                "{'type':'silence',COMMON,'ends_at':5 QUEUE}; BAD_FIELD; ends_at: must be a time",
                "{'type':'silence',COMMON,'until':'monday'QUEUE}; BAD_FIELD; until: must be \"resolved\"",
                "{'type':'silence',COMMON,'until':'resolved','expires_notice':'soon'QUEUE}; BAD_FIELD; expires_notice: must be a duration"
            })
    void whatIsNoCommandIsRefusedWithItsField(String json, RejectionReason reason, String words) {
        CommandException refused = catchThrowableOfType(
                CommandException.class,
                () -> read(json.replace("COMMON", COMMON).replace("QUEUE", QUEUE)));
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageContaining(words);
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        CommandException refused =
                catchThrowableOfType(CommandException.class, () -> CommandJson.read(new byte[70_000], NOW));
        assertThat(refused.reason()).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(catchThrowableOfType(CommandException.class, () -> read("[".repeat(30_000))))
                .hasMessageContaining("no JSON object");
    }
}
