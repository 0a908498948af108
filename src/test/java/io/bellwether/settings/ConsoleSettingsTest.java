package io.bellwether.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.settings.ConsoleSettings.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleSettingsTest {

    private static final String HASH =
            "pbkdf2-sha256:600000:AAAAAAAAAAAAAAAAAAAAAA==:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static ConsoleSettings parse(String console) throws SettingsException {
        return SettingsParser.parse("b.yaml", "console: " + console, name -> null)
                .console();
    }

    @Test
    void nobodyHasToSayWhoTheyAreOnThisMachine() throws SettingsException {
        ConsoleSettings usual =
                SettingsParser.parse("b.yaml", "parallelism: 2", name -> null).console();
        assertThat(usual).isEqualTo(ConsoleSettings.DEFAULT);
        assertThat(usual.problem()).isEmpty();
    }

    @Test
    void usersHaveARole() throws SettingsException {
        ConsoleSettings console =
                parse("{users: [{name: ann, role: lead, hash: '" + HASH + "'}, {name: 李雷, hash: '" + HASH + "'}]}");
        assertThat(console.users()).extracting(ConsoleSettings.User::role).containsExactly(Role.LEAD, Role.VIEWER);
        assertThat(console.toString()).doesNotContain("pbkdf2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{port: 70000} | console.port: must be a port",
                "{users: [{name: ann}]} | hash: missing",
                "{users: [{name: ann, hash: secret}]} | hash: is none",
                "{users: [{name: a b, hash: secret}]} | name: must be letters",
                "{users: [{name: ann, role: boss, hash: x}]} | role: must be viewer or lead, not boss",
                "{password: x} | console.password: unknown key"
            })
    void whatCannotBeMeantIsRefused(String console, String problem) {
        assertThatThrownBy(() -> parse(console))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | false | '' | false | true",
                "localhost | false | '' | false | true",
                "127.0.0.1 | false | '' | true | false",
                "127.0.0.1 | true | '' | true | true",
                "0.0.0.0 | false | '' | false | false",
                "0.0.0.0 | true | '' | false | false",
                "0.0.0.0 | true | k.p12 | false | true",
                "0.0.0.0 | true | '' | true | true",
                "0.0.0.0 | false | k.p12 | true | false",
            })
    void opensToOthersOnlyWithUsersAndTlsOrAProxy(
            String host, boolean users, String keystore, boolean proxy, boolean opens) throws SettingsException {
        String who = users ? "[{name: ann, hash: '" + HASH + "'}]" : "[]";
        ConsoleSettings console = parse(
                "{host: " + host + ", keystore: '" + keystore + "', behind_proxy: " + proxy + ", users: " + who + "}");
        assertThat(console.problem().isEmpty()).isEqualTo(opens);
    }

    /** A job on a cluster does not know the variables of whoever opens the console. */
    @Test
    void aVariableOfTheConsoleAloneKeepsNoJobFromStarting() throws SettingsException {
        KnownSettings known =
                SettingsParser.read("b.yaml", "console: {keystore_password: '${CONSOLE_PASSWORD}'}", name -> null);
        assertThat(known.whole().parallelism()).isEqualTo(Settings.USUAL_SUBTASKS);
        assertThatThrownBy(() -> known.needing("console")).isInstanceOf(SettingsException.class);
    }

    @Test
    void nobodyIsToldOfAgentsWhoseIdsAreNot() {
        assertThatThrownBy(() -> SettingsParser.parse(
                        "b.yaml", "{agent_ids: off, kafka: {topics: {presence: service.presence}}}", name -> null))
                .hasMessageContaining("topics.presence tells what each agent does, and agent_ids is off");
    }

    @Test
    void topicsOfRowsAreTheirOwn() {
        assertThatThrownBy(
                        () -> SettingsParser.parse("b.yaml", "kafka: {topics: {clocks: service.alerts}}", name -> null))
                .hasMessageContaining("kafka.topics.clocks: is a topic of something else");
        assertThatThrownBy(() -> SettingsParser.parse("b.yaml", "kafka: {topics: {clocks: 'a b'}}", name -> null))
                .hasMessageContaining("clocks: is no topic");
        assertThatThrownBy(() -> SettingsParser.parse(
                        "b.yaml", "kafka: {topics: {clocks: service.rows, presence: service.rows}}", name -> null))
                .hasMessageContaining(
                        "kafka.topics.presence: is a topic of something else: it keeps the newest of each agent");
    }
}
