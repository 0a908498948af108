package io.bellwether.control;

import static io.bellwether.control.Commands.MINUTE;
import static io.bellwether.control.Commands.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.yaml.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlertBoardTest {

    private static byte[] change(String alert, long minute, int seq, String transition) {
        return """
                {"specversion":"1","record":"transition","alert_id":"%s","uid":"backlog","seq":%d,"transition":"%s",\
                "reason":"crossed","severity":"page","starts_at":"%s","at":"%s","title":"T","text":"x",\
                "labels":{"queue":"vip"}}""".formatted(
                        alert,
                        seq,
                        transition,
                        Times.rfc3339(NOW + minute * MINUTE),
                        Times.rfc3339(NOW + (minute + seq) * MINUTE))
                .getBytes(UTF_8);
    }

    private static byte[] decision(String alert, long minute, int seq) {
        return """
                {"specversion":"1","record":"decision","alert_id":"%s","receiver":"hook","decision":"told",\
                "reason":"first notification","seq":%d,"starts_at":"%s","at":"%s"}""".formatted(
                        alert,
                        seq,
                        Times.rfc3339(NOW + minute * MINUTE),
                        Times.rfc3339(NOW + (minute + seq) * MINUTE + 1))
                .getBytes(UTF_8);
    }

    private static List<String> ids(List<AlertLine> lines) {
        return lines.stream().map(AlertLine::alertId).toList();
    }

    private static AlertBoard board(List<byte[]> records) {
        AlertBoard board = new AlertBoard(NOW);
        records.forEach(board::alert);
        return board;
    }

    private static final List<byte[]> RECORDS = List.of(
            change("aa1", -60, 1, "firing"),
            decision("aa1", -60, 1),
            change("aa1", -60, 2, "resolved"),
            change("aa1", -30, 1, "firing"),
            change("aa1", -30, 2, "severity_changed"),
            change("ab2", -20, 1, "firing"),
            change("ab2", -20, 2, "resolved"),
            change("b3", -10, 1, "firing"),
            decision("b3", -10, 1));

    @Test
    void whatFiresIsListedTheNewestFirst() {
        AlertBoard board = board(RECORDS);
        assertThat(ids(board.alerts(false))).containsExactly("b3", "aa1");
        assertThat(ids(board.alerts(true))).containsExactly("b3", "ab2", "aa1");
        assertThat(board.alerts(false).get(1).text("transition")).isEqualTo("severity_changed");
        assertThat(board.alerts(false).get(1).occurrence().labels()).isEqualTo(Map.of("queue", "vip"));
        assertThat(board.find("b3").get(0).events())
                .extracting(event -> event.path("record").asText())
                .containsExactly("transition", "decision");
    }

    /** A topic brings records again after a restart, and of several partitions in any order. */
    @Test
    void orderAndRepetitionDoNotMatter() {
        Random random = new Random(3);
        AlertBoard expected = board(RECORDS);
        for (int round = 0; round < 50; round++) {
            List<byte[]> records = new ArrayList<>(RECORDS);
            records.addAll(RECORDS.subList(0, 5));
            Collections.shuffle(records, random);
            AlertBoard board = board(records);
            assertThat(board.alerts(true).stream().map(AlertLine::newest))
                    .isEqualTo(expected.alerts(true).stream()
                            .map(AlertLine::newest)
                            .toList());
            assertThat(board.find("aa").get(0).events())
                    .isEqualTo(expected.find("aa").get(0).events());
        }
    }

    @Test
    void theBeginningOfAnIdIsEnoughWhereOneFiringAlertHasIt() {
        AlertBoard board = board(RECORDS);
        assertThat(ids(board.find("a"))).containsExactly("aa1");
        assertThat(ids(board.find("ab"))).containsExactly("ab2");
        assertThat(board.find("x")).isEmpty();
        assertThat(ids(board.find(""))).containsExactly("b3", "aa1");
    }

    @Test
    void whatPeopleSaidIsFolded() {
        AlertBoard board = board(RECORDS);
        board.command(CommandJson.write(Commands.ack("k-1", "aa1")));
        board.command(CommandJson.write(Commands.silence("s-1", 0, 60)));
        board.command(CommandJson.write(Commands.silence("s-2", 0, 60)));
        board.command(CommandJson.write(new Expiry("s-2", NOW + 1, "bob", "")));
        assertThat(board.standing("")).extracting(Standing::id).containsExactlyInAnyOrder("k-1", "s-1");
        assertThat(ids(board.about(board.standing("k").get(0)))).containsExactly("aa1");
        assertThat(ids(board.about(board.standing("s").get(0)))).containsExactly("b3", "aa1");
    }

    @Test
    void whatCannotBeReadIsCounted() {
        AlertBoard board = board(List.of("nonsense".getBytes(UTF_8), "{}".getBytes(UTF_8), RECORDS.get(0)));
        board.command("{}".getBytes(UTF_8));
        assertThat(board.unreadable()).isEqualTo(3);
        assertThat(board.alerts(true)).hasSize(1);
    }

    @Test
    void ofWhatEndedTheNewestIsKept() {
        AlertBoard board = board(RECORDS);
        for (int i = 0; i < 5; i++) {
            board.alert(change("old" + i, -100 - i, 1, "firing"));
            board.alert(change("old" + i, -100 - i, 2, "resolved"));
        }
        board.forgetEnded(2);
        assertThat(ids(board.alerts(false))).contains("aa1", "b3");
        assertThat(ids(board.alerts(true)).stream()
                        .filter(id -> !ids(board.alerts(false)).contains(id)))
                .containsExactly("ab2", "old0");
    }

    /** A board that is looked at for hours. */
    @Test
    void whatIsInForceIsJudgedByTheTimeAtWhichItIsAsked() {
        AtomicLong now = new AtomicLong(NOW);
        AlertBoard board = new AlertBoard(now::get);
        board.command(
                CommandJson.write(new Acknowledgement("k-1", NOW, "ann", "", Matchers.ofAlert("aa1"), NOW + MINUTE)));
        assertThat(board.standing("")).hasSize(1);
        now.addAndGet(MINUTE);
        assertThat(board.standing("")).isEmpty();
    }
}
