package io.bellwether.rule;

import io.bellwether.yaml.CanonicalYaml;
import io.bellwether.yaml.Fingerprint;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a directory of rules says at one time, as text: of rules and routing, which are taken together or not at all. In
 * routing {@code ${NAME}} stays as it is written, so no secret that is not in the file itself is in here.
 *
 * @param files rule files, name and text
 * @param variables values of those that the rule files name; empty until they are {@link #with looked up}
 * @param routingFile where the routing is, or would be
 * @param routing its text; null where there is no such file
 */
public record RuleTexts(Map<String, String> files, Map<String, String> variables, String routingFile, String routing) {

    private static final String ROUTING = "alert-routing";

    /** Behind any number of {@code $$}, each of which is a sign and begins no variable. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)(?:\\$\\$)*\\$\\{([A-Za-z_][A-Za-z0-9_]*)");

    public RuleTexts {
        files = Map.copyOf(files);
        variables = Map.copyOf(variables);
    }

    /** The texts of a directory; what cannot be read is complained about. */
    public static RuleTexts read(Path directory, List<YamlProblem> problems) {
        Map<String, String> files = RuleSet.read(directory, problems);
        Path routing = TextFile.find(directory, ROUTING, problems);
        Path file = routing == null ? directory.resolve(ROUTING + ".yaml") : routing;
        String text = routing == null ? null : TextFile.read(routing, routing.toString(), problems);
        return new RuleTexts(files, Map.of(), file.toString(), text);
    }

    /** None at all. */
    public static RuleTexts none() {
        return new RuleTexts(Map.of(), Map.of(), "", null);
    }

    /** The same texts, which were read without complaint, with the values of the variables that rules name. */
    RuleTexts with(Map<String, String> environment) {
        Map<String, String> named = new TreeMap<>();
        for (String text : files.values()) {
            // comments name variables, too, and none of their values is anybody's business
            Matcher variable = VARIABLE.matcher(CanonicalYaml.of(text));
            while (variable.find()) {
                String value = environment.get(variable.group(1));
                if (value != null) {
                    named.put(variable.group(1), value);
                }
            }
        }
        return new RuleTexts(files, named, routingFile, routing);
    }

    /** The same for texts that are the same to the letter, whatever the values of variables. */
    public String digest() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(files).forEach((name, text) -> add(name, text, all));
        if (routing != null) {
            add("", routing, all);
        }
        return Fingerprint.hex(all.toString(), 16);
    }

    private static void add(String name, String text, StringBuilder to) {
        to.append(name).append('\0').append(text.length()).append('\0').append(text);
    }
}
