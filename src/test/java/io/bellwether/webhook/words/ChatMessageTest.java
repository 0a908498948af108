package io.bellwether.webhook.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import io.bellwether.notify.AlertLanguage;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Remarks;
import io.bellwether.notify.Transitions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a chat is told, in words and as much as fits. */
class ChatMessageTest {

    private static final MarkdownDialect PLAIN = new MarkdownDialect("\n", "\n\n", MarkdownDialect::wide);

    private static ChatMessage message(AlertLanguage language, Transition... transitions) {
        List<Change> changes = new ArrayList<>();
        for (Transition transition : transitions) {
            changes.add(Transitions.change(transition));
        }
        ZoneId zone = language == AlertLanguage.ZH ? ZoneId.of("Asia/Shanghai") : ZoneOffset.UTC;
        return new ChatMessage(
                Batch.of("hook", Map.of(), NotifyDecision.Reason.FIRST, changes),
                new FixedWords(new Receiver.Voice(language, zone)));
    }

    private static String all(ChatMessage message) {
        return message.headline() + "\n\n"
                + message.fit(PLAIN, TextUnit.CODE_POINTS, 4_000).text();
    }

    @Test
    void oneAlert() {
        assertThat(all(message(AlertLanguage.EN, Transitions.firing("a", "page"))))
                .isEqualTo("""
                🔴 Page: Backlog above staffing

                vip: 等待 90 s
                channel chat · queue vip · since 2023-11-14 22:13 UTC
                [Dashboard](https://grafana.example/d/cs) · [Runbook](https://wiki.example/backlog)

                Bellwether""");
        assertThat(all(message(AlertLanguage.ZH, Transitions.firing("a", "page"))))
                .isEqualTo("""
                🔴 紧急告警：Backlog above staffing

                vip: 等待 90 s
                channel chat · queue vip · 开始于 2023-11-15 06:13 Asia/Shanghai
                [看板](https://grafana.example/d/cs) · [处置手册](https://wiki.example/backlog)

                Bellwether""");
    }

    @Test
    void whatDrivesAnAlertStandsInALineOfItsOwn() {
        Transition driven = Transitions.driven(
                Transitions.firing("a", "page"),
                new Driver("tier", "vip", 0.62, 0.2, 0.4),
                new Driver("partner", "swift", 0.31, Double.NaN, 0.5),
                new Driver("topic", "refund", 0.31, 0.08, 44),
                new Driver("brand", "north", Double.NaN, Double.NaN, 7_200));
        assertThat(all(message(AlertLanguage.EN, driven))).contains("""
                vip: 等待 90 s
                Most of it: tier=vip 62 % (of all 20 %), partner=swift 31 %; The worst is at brand=north; \
                Customers write more of: refund 31 % (usually 8 %)
                channel chat""");
        assertThat(all(message(AlertLanguage.ZH, driven))).contains("""
                vip: 等待 90 s
                主要来自：tier=vip 62 %（占全部 20 %）、partner=swift 31 %；最严重的是：brand=north；客户更多谈到：refund 31 %（平时 8 %）
                channel chat""");
    }

    @Test
    void whoSeesToItAndWhatKeptItBack() {
        Remarks remarks = new Remarks(
                new Remarks.Seen("ann", Transitions.START + 60_000, "calling\nthe *carrier*", false),
                new Remarks.Silenced("bob", Transitions.START + 3_600_000),
                null);
        assertThat(all(remarked(AlertLanguage.EN, Transitions.resolved("a", 7_500, "page"), remarks)))
                .contains("""
                Seen to by ann since 2023-11-14 22:14 UTC: calling the ＊carrier＊
                Silenced by bob until 2023-11-14 23:13 UTC
                """);
        assertThat(all(remarked(AlertLanguage.ZH, Transitions.resolved("a", 7_500, "page"), remarks)))
                .contains("""
                由 ann 处理，自 2023-11-15 06:14 Asia/Shanghai：calling the ＊carrier＊
                由 bob 静默至 2023-11-15 07:13 Asia/Shanghai
                """);
        Remarks news = new Remarks(new Remarks.Seen("ann", Transitions.START, "", true), null, null);
        assertThat(remarked(AlertLanguage.EN, Transitions.firing("a", "page"), news)
                        .headline())
                .isEqualTo("🔴 ann sees to it: Page: Backlog above staffing");
        assertThat(remarked(AlertLanguage.ZH, Transitions.firing("a", "page"), news)
                        .headline())
                .isEqualTo("🔴 ann 已接手 · 紧急告警：Backlog above staffing");
    }

    @Test
    void casesThatItStandsForAreCountedAndTheOldestIsNamed() {
        Remarks.Cases cases = new Remarks.Cases(14, "10032", "desk", Transitions.START);
        Remarks remarks = new Remarks(new Remarks.Seen("ann", Transitions.START, "", false), null, cases);
        assertThat(all(remarked(AlertLanguage.EN, Transitions.firing("a", "page"), remarks)))
                .contains("And 14 cases of it, oldest 10032 since 2023-11-14 22:13 UTC");
        assertThat(all(remarked(AlertLanguage.ZH, Transitions.firing("a", "page"), remarks)))
                .contains("另有其中 14 个工单告警，最早 10032，自 2023-11-15 06:13 Asia/Shanghai");
    }

    private static ChatMessage remarked(AlertLanguage language, Transition transition, Remarks remarks) {
        Change change = new Change("d", transition, remarks.seen().news(), 0, remarks);
        ZoneId zone = language == AlertLanguage.ZH ? ZoneId.of("Asia/Shanghai") : ZoneOffset.UTC;
        return new ChatMessage(
                Batch.of("hook", Map.of(), NotifyDecision.Reason.FIRST, List.of(change)),
                new FixedWords(new Receiver.Voice(language, zone)));
    }

    @Test
    void whatBecameOfAnAlert() {
        assertThat(message(AlertLanguage.EN, Transitions.changed("a", 2, "page", "warning"))
                        .headline())
                .isEqualTo("🔴 Now page, was warning: Backlog above staffing");
        assertThat(message(AlertLanguage.ZH, Transitions.changed("a", 2, "info", "warning"))
                        .headline())
                .isEqualTo("🔵 级别变化（警告 → 提示）：Backlog above staffing");
        assertThat(message(AlertLanguage.EN, Transitions.resolved("a", 7_500, "page"))
                        .headline())
                .isEqualTo("✅ Resolved after 2 h 5 min: Backlog above staffing");
        assertThat(message(AlertLanguage.ZH, Transitions.resolved("a", 7_500, "page"))
                        .headline())
                .isEqualTo("✅ 已恢复（持续 2 小时 5 分钟）：Backlog above staffing");
    }

    @Test
    void severalAlertsAreCountedAndPagesComeFirst() {
        String text = all(message(
                AlertLanguage.EN,
                Transitions.resolved("a", 60, "page"),
                Transitions.firing("b", "warning"),
                Transitions.firing("c", "page")));
        assertThat(text)
                .startsWith("🔴 3 alerts: 2 firing, 1 resolved\n")
                .containsSubsequence("🔴 **Page: ", "🟠 **Warning: ", "✅ **Resolved after 1 min: ");
        assertThat(all(message(
                        AlertLanguage.ZH,
                        Transitions.firing("b", "warning"),
                        Transitions.changed("c", 2, "page", "info"))))
                .startsWith("🟠 2 条告警：1 条触发，1 条级别变化\n");
    }

    @Test
    void casesThatWaitLongestAreNamedAndTheRestIsCounted() {
        Transition[] cases = new Transition[100];
        for (int i = 0; i < cases.length; i++) {
            cases[i] = Transitions.ofCase("c" + i, Transitions.START - i * 1_000L);
        }
        FittedText fitted = message(AlertLanguage.EN, cases).fit(PLAIN, TextUnit.CODE_POINTS, 2_000);
        assertThat(message(AlertLanguage.EN, cases).headline())
                .isEqualTo("🟠 100 cases, oldest c99 since 2023-11-14 22:11 UTC: 100 firing");
        assertThat(message(AlertLanguage.ZH, cases).headline())
                .isEqualTo("🟠 100 个工单，最早 c99，自 2023-11-15 06:11 Asia/Shanghai：100 条触发");
        assertThat(fitted.blocks().get(0)).startsWith("Oldest cases: c99, c98, ");
        assertThat(fitted.blocks().get(1)).contains("case c99 (desk)");
        assertThat(fitted.leftOut()).isBetween(80, 99);
        assertThat(fitted.text()).contains("… +" + fitted.leftOut() + " more, not listed");
        assertThat(message(AlertLanguage.ZH, cases)
                        .fit(PLAIN, TextUnit.CODE_POINTS, 2_000, 3, 2_000)
                        .text())
                .contains("等待最久的工单：c99、c98", "…… 另有 97 条未列出");
    }

    /** Whatever the texts and the limit: it fits, no character is cut, and every alert is listed or counted. */
    @Test
    void alwaysFits() {
        SplittableRandom random = new SplittableRandom(3);
        String[] pieces = {"😀", "等", "a", " ", "\n", "\"", "*", "[", "é", "\ud800", "0123456789"};
        for (int run = 0; run < 500; run++) {
            Transition[] alerts = new Transition[1 + random.nextInt(12)];
            for (int i = 0; i < alerts.length; i++) {
                alerts[i] = Transitions.worded("a" + i, words(random, pieces, 60), words(random, pieces, 900));
            }
            TextUnit unit = TextUnit.values()[random.nextInt(4)];
            int limit = 400 + random.nextInt(3_000);
            FittedText fitted = message(AlertLanguage.EN, alerts).fit(PLAIN, unit, limit);
            assertThat(unit.of(fitted.text())).isLessThanOrEqualTo(limit);
            assertThat(fitted.text().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .isTrue();
            int listed = fitted.blocks().size() - 1 - (fitted.leftOut() > 0 ? 1 : 0);
            assertThat(listed + fitted.leftOut()).isEqualTo(alerts.length);
            assertThat(listed).isPositive();
        }
    }

    private static String words(SplittableRandom random, String[] pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @Test
    void markUpOfATextIsText() {
        String text = "# <at id=all></at> @all [x](http://evil.example) *b* `c`\n> q";
        assertThat(PLAIN.text(text)).isEqualTo("＃ ＜at id=all>＜/at> ＠all ［x］(http://evil.example) ＊b＊ ｀c｀\n＞ q");
        MarkdownDialect backslashed = new MarkdownDialect("\n", "\n\n", MarkdownDialect::backslashes);
        assertThat(backslashed.text("[x](y) *b* a_b\n- c")).isEqualTo("\\[x\\]\\(y\\) \\*b\\* a\\_b\n\\- c");
        assertThat(PLAIN.link("D", "https://g.example/a b?x=(1)|[2]"))
                .isEqualTo("[D](https://g.example/a%20b?x=%281%29%7C%5B2%5D)");
    }
}
