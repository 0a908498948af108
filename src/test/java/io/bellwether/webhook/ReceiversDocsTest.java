package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.Receiver;
import io.bellwether.notify.ReceiverType;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about receivers: each type has its row and an example that works. */
class ReceiversDocsTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(receivers:\n.*?)```", Pattern.DOTALL);
    private static final Variables VARIABLES = name -> name.endsWith("_URL")
            ? "https://hooks.example/x"
            : name.equals("TELEGRAM_TOKEN") ? "123456:AAHtokentokentoken" : "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static List<Receiver> examples(String file) throws IOException, RoutingException {
        List<Receiver> receivers = new ArrayList<>();
        for (String example : EXAMPLE.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .toList()) {
            receivers.addAll(Routing.parse(file, example, VARIABLES).receivers().values());
        }
        return receivers;
    }

    @Test
    void everyTypeHasAnExampleThatWorks() throws Exception {
        List<Receiver> receivers = examples("docs/receivers.md");
        receivers.addAll(examples("docs/alerting.md"));
        for (Receiver receiver : receivers) {
            assertThat(Endpoint.of(receiver, VARIABLES).format()).isNotNull();
        }
        assertThat(receivers).extracting(Receiver::type).contains(ReceiverType.values());
    }

    @Test
    void everyTypeHasItsRow() throws IOException {
        String page = Files.readString(Path.of("docs/receivers.md"));
        for (ReceiverType type : ReceiverType.values()) {
            String format = type.format().isEmpty() ? "" : " `" + type.format() + "`";
            assertThat(page).contains("| `" + type.wireName() + "` |" + format + " | `" + type.rate() + "` |");
        }
    }
}
