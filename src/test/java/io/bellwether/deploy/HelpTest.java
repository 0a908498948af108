package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code --help} says: each command and each group of them teaches by an example, and its examples can be typed. */
class HelpTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^  bellwether (\\S+( \\S+)*)");

    /** Of a terminal. */
    private static final int WIDTH = 79;

    @Test
    void everyHelpHasExamplesThatExist() {
        List<String> wrong = new ArrayList<>();
        check(Bellwether.commandLine(), wrong);
        assertThat(wrong).isEmpty();
    }

    private static void check(CommandLine command, List<String> wrong) {
        command.getSubcommands().values().forEach(below -> check(below, wrong));
        String name = command.getCommandSpec().qualifiedName();
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.startsWith("  ") && line.length() > WIDTH) {
                wrong.add(name + ": would be broken where it is copied: " + line);
            }
        }
        String footer =
                String.join("\n", command.getCommandSpec().usageMessage().footer());
        List<String> examples =
                EXAMPLE.matcher(footer).results().map(found -> found.group(1)).toList();
        if (examples.isEmpty()) {
            wrong.add(name + " has no example");
        }
        for (String example : examples) {
            String trouble = DocsTest.trouble(example);
            if (trouble != null) {
                wrong.add(name + ": " + example + ": " + trouble);
            }
        }
    }

    @Test
    void theExitCodesAreSaid() {
        assertThat(Bellwether.commandLine().getUsageMessage()).contains("Exit codes: 0 done, 1 failed", "2 options");
    }
}
