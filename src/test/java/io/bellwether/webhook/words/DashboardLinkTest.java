package io.bellwether.webhook.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.dashboard.BoardLanguage;
import io.bellwether.dashboard.Dashboards;
import io.bellwether.notify.AlertLanguage;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Transitions;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an alert leads who reads it in Chinese. */
class DashboardLinkTest {

    private static final Pattern UID = Pattern.compile("^ {0,2}\"uid\": \"(bellwether[^\"]*)\"", Pattern.MULTILINE);

    private static String link(AlertLanguage language, String dashboard) {
        Transition plain = Transitions.firing("a", "page");
        Transition linked = new Transition(
                plain.alertId(),
                plain.uid(),
                plain.ruleVersion(),
                plain.seq(),
                plain.kind(),
                plain.reason(),
                plain.severity(),
                plain.previousSeverity(),
                plain.value(),
                plain.threshold(),
                plain.usual(),
                plain.samples(),
                plain.startsAt(),
                plain.at(),
                plain.title(),
                plain.text(),
                plain.labels(),
                plain.subject(),
                plain.source(),
                plain.runbook(),
                dashboard,
                plain.shadow(),
                plain.drivers());
        return new FixedWords(new Receiver.Voice(language, ZoneOffset.UTC)).dashboardOf(linked);
    }

    @Test
    void everyDashboardLeadsToItselfInTheLanguageOfTheReader() {
        Map<String, String> chinese = Dashboards.files(BoardLanguage.ZH);
        Dashboards.files(BoardLanguage.EN).forEach((name, board) -> {
            String link = "https://g.example/d/" + uid(board) + "?var-queue=vip";
            assertThat(link(AlertLanguage.EN, link)).isEqualTo(link);
            assertThat(link(AlertLanguage.ZH, link))
                    .isEqualTo("https://g.example/d/" + uid(chinese.get(name)) + "?var-queue=vip");
        });
    }

    private static String uid(String board) {
        Matcher uid = UID.matcher(board);
        assertThat(uid.find()).isTrue();
        return uid.group(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://g.example/d/bellwether-sla-zh?var-queue=vip",
                "https://g.example/d/bellwether-slam",
                "https://g.example/d/own-sla",
                "https://g.example/?next=bellwether-sla"
            })
    void otherLinksStayAsTheyAre(String link) {
        assertThat(link(AlertLanguage.ZH, link)).isEqualTo(link);
    }
}
