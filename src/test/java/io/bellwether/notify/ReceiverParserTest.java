package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of receivers; what is wrong stands at its line. */
class ReceiverParserTest {

    private static final Variables VARIABLES = Variables.of(Map.of("KEY", "geheim", "NAME", "key.txt"));

    @TempDir
    private Path folder;

    private Receiver parse(String receiver) throws RoutingException {
        String file = folder.resolve("alert-routing.yaml").toString();
        Routing routing = Routing.parse(file, "receivers:\n  - {name: x, " + receiver + "}\n", VARIABLES);
        return routing.receivers().get("x");
    }

    @Test
    void aSecretMayStandInAFileBesideTheRoutingFile() throws Exception {
        Files.writeString(folder.resolve("key.txt"), "  geheim\n");
        Files.writeString(folder.resolve("url.txt"), "https://a.example/pfad\n");
        for (String path : List.of("key.txt", folder.resolve("key.txt").toString(), folder + "/${NAME}")) {
            Receiver receiver = parse("type: webhook, url_file: url.txt, secret_file: \"" + path + "\"");
            assertThat(receiver.url().resolve(VARIABLES)).isEqualTo("https://a.example/pfad");
            assertThat(receiver.secrets()).singleElement().satisfies(secret -> {
                assertThat(secret.resolve(VARIABLES)).isEqualTo("geheim");
                assertThat(secret.toString()).doesNotContain("geheim", "key.txt");
            });
        }
    }

    /** A name that begins with a dollar sign is a name: only a variable may hold a whole path. */
    @ParameterizedTest
    @CsvSource({"$$key.txt,$key.txt", "$$${NAME},$key.txt", "$5.txt,$5.txt", "$${NAME}.txt,${NAME}.txt"})
    void dollarSignsInTheNameOfAFileStayBesideTheRoutingFile(String written, String name) throws Exception {
        Files.writeString(folder.resolve(name), "geheim");
        assertThat(parse("type: webhook, url: \"https://a.example\", secret_file: \"" + written + "\"")
                        .secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.resolve(VARIABLES)).isEqualTo("geheim"));
    }

    /** A secret is exchanged by writing another into its file: it is read when a task starts. */
    @Test
    void theFileIsReadWhenTheSecretIsUsed() throws Exception {
        Path key = folder.resolve("key.txt");
        Files.writeString(key, "old");
        SecretText secret = parse("type: webhook, url: \"https://a.example\", secret_file: key.txt")
                .secrets()
                .get(0);
        Files.writeString(key, "new");
        assertThat(secret.resolve(VARIABLES)).isEqualTo("new");
        Files.writeString(key, "  \n");
        assertThatThrownBy(() -> secret.resolve(VARIABLES)).hasMessageContaining("is empty");
        Files.write(key, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        assertThatThrownBy(() -> secret.resolve(VARIABLES))
                .hasMessageContaining("as UTF-8")
                .hasNoCause();
        Files.writeString(key, "x".repeat(9_000));
        assertThatThrownBy(() -> secret.resolve(VARIABLES)).hasMessageContaining("too large");
        Files.delete(key);
        assertThatThrownBy(() -> secret.resolve(VARIABLES)).hasMessageContaining("cannot read the file");
    }

    /** What else it needs depends on its type: so nothing else is said. */
    @ParameterizedTest
    @CsvSource({"dingding, dingtalk", "lark, feishu", "WeChat, wecom", "telegramm, telegram", "msteams, teams"})
    void anUnknownTypeIsOneErrorAndSaysWhatWasMeant(String type, String meant) {
        RoutingException refused = catchThrowableOfType(
                RoutingException.class, () -> parse("type: " + type + ", robot: \"${NOWHERE}\", language: zh"));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("receivers[0].type");
            assertThat(problem.message()).endsWith("did you mean " + meant + "?");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type: webhok                                           | type        | did you mean webhook?
            url: "https://a.example"                               | type        | missing; one of webhook
            type: webhook, format: standard                        | format      | unknown format 'standard': one of standard-webhooks
            type: webhook, secret_file: none.txt                   | secret_file | cannot read the file
            type: webhook, secret: a, secret_file: none.txt        | secret_file | write one of the two
            type: webhook, url_file: none.txt                      | url_file    | is it there, and may the job read it?
            type: webhook, url: [a, b]                             | url         | must be one
            type: webhook, rate: 20                                | rate        | such as 1/s, 20/m or 100/h
            type: webhook, language: zh                            | language    | unknown key
            """)
    void namesFieldAndLine(String receiver, String field, String words) {
        String complete = receiver.contains("secret") ? receiver : receiver + ", secret: \"${KEY}\"";
        RoutingException refused = catchThrowableOfType(RoutingException.class, () -> parse(complete));
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.field()).isEqualTo("receivers[0]." + field);
            assertThat(problem.message()).contains(words);
        });
        assertThat(refused.getMessage()).doesNotContain("geheim");
    }
}
