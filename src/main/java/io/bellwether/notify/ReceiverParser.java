package io.bellwether.notify;

import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a receiver of a routing file: the keys that all have, and those of its type. */
final class ReceiverParser {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_.-]+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*|\\[[0-9A-Fa-f:.]+\\]");

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("dingding", "dingtalk"),
            Map.entry("ding", "dingtalk"),
            Map.entry("lark", "feishu"),
            Map.entry("wechat", "wecom"),
            Map.entry("weixin", "wecom"),
            Map.entry("wework", "wecom"),
            Map.entry("wechat-work", "wecom"),
            Map.entry("msteams", "teams"),
            Map.entry("microsoft-teams", "teams"),
            Map.entry("pd", "pagerduty"),
            Map.entry("http", "webhook"),
            Map.entry("prometheus", "alertmanager"));

    /** Behind a key that may hold a secret: its value is the path of a file that does. */
    static final String IN_FILE = "_file";

    private final String file;
    private final Variables variables;
    private final boolean needsVariables;

    ReceiverParser(String file, Variables variables, boolean needsVariables) {
        this.file = file;
        this.variables = variables;
        this.needsVariables = needsVariables;
    }

    Receiver parse(YamlMap map) {
        String name = map.required("name", "a word that routes can name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            map.error("name", "must be 1 to 63 of a-z, 0-9 and -, not starting with -");
        }
        ReceiverType type = type(map);
        if (type == null) {
            return nobody(name, map.line());
        }
        Receiver receiver = new Receiver(
                name,
                type,
                url(map, type.keys()),
                secrets(map, type.keys()),
                options(map, type.keys()),
                voice(map, type.keys()),
                rate(map, type),
                hosts(map),
                map.flag("allow_private", false),
                ports(map),
                map.line());
        map.done();
        return receiver;
    }

    /** In the place of one whose type is not known, and so not what it needs: the file is refused for its type alone. */
    private static Receiver nobody(String name, int line) {
        return new Receiver(
                name,
                ReceiverType.STANDARD_WEBHOOKS,
                new SecretText(""),
                List.of(),
                Map.of(),
                new Receiver.Voice(AlertLanguage.EN, ZoneOffset.UTC),
                ReceiverType.STANDARD_WEBHOOKS.rate(),
                Set.of(),
                false,
                Set.of(),
                line);
    }

    /** Null where it is none. */
    private static ReceiverType type(YamlMap map) {
        Set<String> types = ReceiverType.types();
        String type = map.required("type", "one of " + String.join(", ", types));
        Set<String> formats = ReceiverType.formats(type);
        String format = formats.isEmpty() ? "" : map.text("format", "");
        if (!type.isEmpty() && !types.contains(type)) {
            map.error("type", "unknown type '" + type + "': one of " + String.join(", ", types) + meant(type, types));
            return null;
        } else if (!format.isEmpty() && !formats.contains(format)) {
            map.error(
                    "format",
                    "unknown format '" + format + "': one of " + String.join(", ", formats)
                            + Nearest.hint(format, formats));
            format = "";
        }
        return ReceiverType.of(type, format).orElse(null);
    }

    /** What people call them elsewhere. */
    private static String meant(String type, Set<String> types) {
        String known = OTHER_NAMES.get(type.toLowerCase(Locale.ROOT));
        return known == null ? Nearest.hint(type, types) : "; did you mean " + known + "?";
    }

    private SecretText url(YamlMap map, ReceiverType.Keys keys) {
        List<SecretText> texts = secretTexts(map, "url");
        if (texts.isEmpty() && !keys.url().isEmpty()) {
            return new SecretText(keys.url());
        }
        SecretText url = texts.isEmpty() ? new SecretText("") : texts.get(0);
        if (url.raw().isEmpty()) {
            map.error("url", "missing; where the messages go");
        } else if (texts.size() > 1) {
            map.error("url", "must be one; write a receiver for each");
        } else if (known(url, map, "url")) {
            try {
                new URI(url.resolve(variables));
            } catch (URISyntaxException e) {
                map.error("url", "is not a URL");
            }
        }
        return url;
    }

    private List<SecretText> secrets(YamlMap map, ReceiverType.Keys keys) {
        if (keys.secret().isEmpty()) {
            return List.of();
        }
        List<SecretText> secrets = secretTexts(map, keys.secret());
        if (secrets.isEmpty() && keys.secretNeeded()) {
            map.error(keys.secret(), "missing; by ${NAME}, or the path of a file as " + keys.secret() + IN_FILE);
        }
        secrets.forEach(secret -> known(secret, map, keys.secret()));
        return secrets;
    }

    private Map<String, SecretText> options(YamlMap map, ReceiverType.Keys keys) {
        Map<String, SecretText> options = new LinkedHashMap<>();
        for (String key : keys.options()) {
            YamlValue value = map.value(key);
            if (value != null && !value.isNull()) {
                List<YamlValue> items = value.items();
                SecretText option = new SecretText(
                        items.stream().map(item -> item.written("")).collect(Collectors.joining(",")));
                known(option, map, key);
                options.put(key, option);
            } else if (keys.needed().contains(key)) {
                map.error(key, "missing; a receiver of this type needs it");
            }
        }
        return options;
    }

    /** What stands behind a key, or the files behind the same key with {@code _file}: a text or a list. */
    private List<SecretText> secretTexts(YamlMap map, String key) {
        List<SecretText> texts = new ArrayList<>();
        YamlValue inFiles = map.value(key + IN_FILE);
        YamlValue value = map.value(key);
        for (YamlValue item : value == null ? List.<YamlValue>of() : value.items()) {
            texts.add(new SecretText(item.written("")));
        }
        if (inFiles != null && value != null) {
            map.error(key + IN_FILE, "stands beside " + key + ": write one of the two");
        }
        for (YamlValue item : inFiles == null ? List.<YamlValue>of() : inFiles.items()) {
            texts.add(new SecretText(beside(item.written("")), true));
        }
        return texts;
    }

    /** A path is meant from the folder of the routing file, wherever the job is started. */
    private String beside(String path) {
        boolean whole = path.isEmpty() || path.startsWith("${") || path.startsWith("/");
        Path folder = Path.of(file).toAbsolutePath().getParent();
        return whole || folder == null ? path : folder.toString().replace("$", "$$") + "/" + path;
    }

    private boolean known(SecretText template, YamlMap map, String key) {
        String at = template.inFile() ? key + IN_FILE : key;
        try {
            String absence = template.absence(variables);
            if (!absence.isEmpty() && needsVariables) {
                map.error(at, absence + (template.inFile() ? ": is it there, and may the job read it?" : ": set it"));
            }
            return absence.isEmpty();
        } catch (IllegalArgumentException e) {
            map.error(at, e.getMessage());
            return false;
        }
    }

    private static Receiver.Voice voice(YamlMap map, ReceiverType.Keys keys) {
        return keys.hasWords()
                ? new Receiver.Voice(language(map), map.zone("zone", "UTC"))
                : new Receiver.Voice(AlertLanguage.EN, ZoneOffset.UTC);
    }

    private static AlertLanguage language(YamlMap map) {
        String language = map.text("language", AlertLanguage.EN.wireName());
        for (AlertLanguage known : AlertLanguage.values()) {
            if (known.wireName().equals(language)) {
                return known;
            }
        }
        map.error("language", "must be en or zh, not " + language);
        return AlertLanguage.EN;
    }

    private static SendRate rate(YamlMap map, ReceiverType type) {
        String rate = map.text("rate", type.rate().toString());
        return SendRate.parse(rate).orElseGet(() -> {
            map.error("rate", "must be messages in a time, such as 1/s, 20/m or 100/h, or unlimited, not " + rate);
            return type.rate();
        });
    }

    /** Hosts as a URL's host is compared with them: anything else would never be found among them. */
    private static Set<String> hosts(YamlMap map) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String text : map.words("allow_http_hosts")) {
            if (HOST.matcher(text).matches()) {
                hosts.add(text.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
            } else {
                map.error(
                        "allow_http_hosts",
                        "must be hosts alone, such as relay.internal, 10.0.0.7 or \"::1\": without scheme, port, path or *");
            }
        }
        return hosts;
    }

    private static Set<Integer> ports(YamlMap map) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (String text : map.words("allow_ports")) {
            if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535) {
                ports.add(Integer.valueOf(text));
            } else {
                map.error("allow_ports", "'" + text + "' is not a port");
            }
        }
        return ports;
    }
}
