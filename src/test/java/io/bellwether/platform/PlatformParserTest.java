package io.bellwether.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformParserTest {

    private static final String RIGHT = """
            platform: shop
            match: {channel: [shop]}
            sources: {a: somebody}
            versions:
              - version: old
                valid_from: 2020-01-01
                indicators:
                  - {id: one, source: a, unit: round, figure: within, within: 180s}
              - version: new
                valid_from: 2022-01-01
                indicators:
                  - {id: one, source: a, unit: round, figure: mean, cap: 600s, hours: "08:00-23:00"}
            """;

    @Test
    void theFilesThatComeAlongAreRight() {
        PlatformFolder folder = PlatformFolder.read(Path.of("alert-rules"));
        assertThat(folder.problems()).isEmpty();
        assertThat(folder.platforms())
                .containsOnlyKeys("douyin", "jd", "kuaishou", "pinduoduo", "taobao", "xiaohongshu");
        assertThat(folder.platforms().values())
                .allSatisfy(platform -> assertThat(platform.zone()).isEqualTo(PlatformDay.SHANGHAI));
    }

    @Test
    void theRulesOfADayAreTheNewestThatAreValid() throws PlatformException {
        Platform platform = PlatformParser.parse("shop.yaml", "shop", RIGHT);
        LocalDays days = platform.days();
        assertThat(platform.rulesOn(days.day(PlatformDay.at("2019-12-31T23:59:59"))))
                .isNull();
        assertThat(platform.rulesOn(days.day(PlatformDay.at("2021-12-31T23:59:59")))
                        .version())
                .isEqualTo("old");
        assertThat(platform.rulesOn(days.day(PlatformDay.at("2022-01-01T00:00:00")))
                        .version())
                .isEqualTo("new");
    }

    /** Each mistake is told by its place and with what to do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platform: shop | platform: other | shop.yaml:1:11: error: platform: must be the name of the file",
                "platform: shop | platform: shop\\nzone: Mars | zone: is no time zone",
                "match: {channel: [shop]} | match: {} | match: names no field, so every chat would be of this platform",
                "match: {channel: [shop]} | match: {chanel: [shop]} | match.chanel: is no field that every event may have",
                "match: {channel: [shop]} | match: {channel: []} | match.channel: lists no value",
                "valid_from: 2022-01-01 | valid_from: 2019-01-01 | versions[1].valid_from: must be later than",
                "valid_from: 2022-01-01 | valid_from: Tuesday | versions[1].valid_from: must be a day such as",
                "version: new | version: old | versions[1].version: has the name of an earlier one",
                "version: new | versoin: new | versions[1].version: missing",
                "version: new | version: new\\n    transfer: stays | versions[1].transfer: must be moves",
                "version: new | version: new\\n    warn_at: [60s, 30s] | versions[1].warn_at[1]: must be longer than the one before",
                "version: new | version: new\\n    warn_at: [60s, 100s, 150s, 170s] | versions[1].warn_at[3]: is one too many",
                "version: new | version: new\\n    exempt: [2022-02-30] | versions[1].exempt[0]: must be a day",
                "version: new | version: new\\n    exempt: [2022-02-03..2022-02-01] | versions[1].exempt[0]: must be a day, or",
                "version: new | version: new\\n    replies: {asisted: true} | versions[1].replies.asisted: unknown key",
                "source: a, unit: round, figure: mean | source: b, unit: round, figure: mean | is none of sources, a",
                "unit: round, figure: mean | unit: round, figure: satisfied | satisfied is said of rating, not of round",
                "unit: round, figure: mean | unit: ruond, figure: mean | must be one of round, message, session",
                "figure: within, within: 180s | figure: within | versions[0].indicators[0].within: missing",
                "figure: within, within: 180s | figure: within, within: 180s, cap: 600s | cap: belongs to a mean",
                "figure: mean, cap: 600s | figure: answered, cap: 600s | cap: belongs to a mean",
                "figure: mean, cap: 600s | figure: mean, cap: 600s, from: handoff | from: is for sessions",
                "hours: \"08:00-23:00\" | hours: \"08:00-08:00\" | hours: must be hours of the day",
                "hours: \"08:00-23:00\" | days: 0 | days: must be 1 to 366",
                "- {id: one, source: a, unit: round, figure: within | - {id: One, source: a, unit: round, figure: within | id: must be of small letters",
            })
    void mistakesAreTold(String right, String wrong, String told) {
        String text = RIGHT.replace(right, wrong.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(RIGHT);
        assertThatThrownBy(() -> PlatformParser.parse("shop.yaml", "shop", text))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(told);
    }

    @Test
    void aPlatformWithoutAFileIsTold(@TempDir Path rules) throws IOException, PlatformException {
        Path folder = Files.createDirectories(rules.resolve(PlatformFolder.NAME));
        Files.writeString(folder.resolve("shop.YML"), RIGHT);
        PlatformFolder read = PlatformFolder.read(rules);
        assertThat(read.book(List.of("shop")).platforms()).hasSize(1);
        assertThat(read.book(List.of()).isEmpty()).isTrue();
        assertThatThrownBy(() -> read.book(List.of("shpo")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("no file of the platform shpo; there are shop");
    }

    /** What says of itself that it is of another platform does not pass; what says nothing does. */
    @ParameterizedTest
    @CsvSource({"shop, true", "other, false", ", true"})
    void eventsOfOtherChatsStayOutside(String channel, boolean passes) throws PlatformException {
        PlatformBook book = new PlatformBook(List.of(PlatformParser.parse("shop.yaml", "shop", RIGHT)));
        EventBuilder event = ServiceEvent.of(EventType.CHAT_MESSAGE, "e", 1, "desk")
                .caseId("c")
                .channel(channel)
                .actor(Actor.CUSTOMER);
        assertThat(book.concerns(event.build())).isEqualTo(passes);
    }
}
