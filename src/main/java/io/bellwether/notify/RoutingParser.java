package io.bellwether.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads a routing file whole and names everything that is wrong with it. No message quotes a URL or a secret. */
final class RoutingParser {

    private static final Set<String> RECEIVER_KEYS = new LinkedHashSet<>(List.of(
            "name", "type", "url", "secret", "format", "allow_http_hosts", "allow_private", "allow_ports"));
    private static final Set<String> ROUTE_KEYS =
            new LinkedHashSet<>(List.of("match", "receiver", "group_by", "group_wait"));
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final long LONGEST_WAIT_MILLIS = 3_600_000;

    private final YamlFields yaml;
    private final String file;
    private final Variables variables;

    RoutingParser(String file, Variables variables) {
        this.file = file;
        this.variables = variables;
        this.yaml = new YamlFields(file);
    }

    Routing parse(String text) throws RoutingException {
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        List<Route> routes = new ArrayList<>();
        try {
            YamlNode root = YamlNode.parse(text);
            yaml.onlyKeys(root, "", new LinkedHashSet<>(List.of("receivers", "routes")));
            int number = 0;
            for (YamlNode node : yaml.items(root, "", "receivers")) {
                receiver(node, "receivers[" + number++ + "]", receivers);
            }
            number = 0;
            for (YamlNode node : yaml.items(root, "", "routes")) {
                routes.add(route(node, "routes[" + number++ + "]", receivers.keySet()));
            }
        } catch (YamlNode.MalformedException e) {
            yaml.problem(e.line(), "", e.getMessage());
        }
        yaml.throwIfAny();
        String note = routes.isEmpty() ? file + " has no routes: alerts are recorded, nobody is notified" : "";
        return new Routing(file, receivers, routes, note);
    }

    private void receiver(YamlNode node, String path, Map<String, Receiver> into) {
        yaml.onlyKeys(node, path, RECEIVER_KEYS);
        String name = yaml.text(node, path, "name");
        if (!NAME.matcher(name).matches()) {
            yaml.problem(node.line(), path + ".name", "must be 1 to 63 of a-z, 0-9 and -, not starting with -");
        }
        String type = yaml.text(node, path, "type");
        if (!type.isEmpty() && !type.equals("webhook")) {
            yaml.problem(yaml.line(node, "type"), path + ".type", "unknown type '" + type + "': write webhook");
        }
        Receiver receiver = new Receiver(
                name,
                format(node, path),
                url(node, path),
                secrets(node, path),
                new LinkedHashSet<>(yaml.texts(node, path, "allow_http_hosts")),
                yaml.flag(node, path, "allow_private"),
                ports(node, path),
                node.line());
        if (into.putIfAbsent(name, receiver) != null) {
            yaml.problem(node.line(), path + ".name", "a receiver '" + name + "' stands above already");
        }
    }

    private Receiver.Format format(YamlNode node, String path) {
        String format = yaml.textOr(node, path, "format", Receiver.Format.STANDARD_WEBHOOKS.wireName());
        for (Receiver.Format known : Receiver.Format.values()) {
            if (known.wireName().equals(format)) {
                return known;
            }
        }
        String names = Arrays.stream(Receiver.Format.values())
                .map(Receiver.Format::wireName)
                .collect(Collectors.joining(", "));
        yaml.problem(yaml.line(node, "format"), path + ".format", "unknown format '" + format + "': one of " + names);
        return Receiver.Format.STANDARD_WEBHOOKS;
    }

    private Template url(YamlNode node, String path) {
        Template url = new Template(yaml.text(node, path, "url"));
        int line = yaml.line(node, "url");
        if (known(url, line, path + ".url") && !url.raw().isEmpty()) {
            try {
                new URI(url.resolve(variables));
            } catch (URISyntaxException e) {
                yaml.problem(line, path + ".url", "is not a URL");
            }
        }
        return url;
    }

    private List<Template> secrets(YamlNode node, String path) {
        List<Template> secrets = new ArrayList<>();
        List<String> texts = yaml.texts(node, path, "secret");
        if (texts.isEmpty()) {
            yaml.problem(node.line(), path + ".secret", "is missing: whsec_ and 24 to 64 bytes in base64, by ${NAME}");
        }
        for (String text : texts) {
            Template secret = new Template(text);
            known(secret, yaml.line(node, "secret"), path + ".secret");
            secrets.add(secret);
        }
        return secrets;
    }

    private boolean known(Template template, int line, String field) {
        List<String> missing = template.missing(variables);
        if (!missing.isEmpty()) {
            yaml.problem(line, field, "the environment has no " + String.join(", ", missing) + ": set it");
        }
        return missing.isEmpty();
    }

    private Set<Integer> ports(YamlNode node, String path) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (String text : yaml.texts(node, path, "allow_ports")) {
            if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535) {
                ports.add(Integer.valueOf(text));
            } else {
                yaml.problem(yaml.line(node, "allow_ports"), path + ".allow_ports", "'" + text + "' is not a port");
            }
        }
        return ports;
    }

    private Route route(YamlNode node, String path, Set<String> receivers) {
        yaml.onlyKeys(node, path, ROUTE_KEYS);
        String receiver = yaml.text(node, path, "receiver");
        if (!receiver.isEmpty() && !receivers.contains(receiver)) {
            yaml.problem(
                    yaml.line(node, "receiver"),
                    path + ".receiver",
                    "no receiver '" + receiver + "': one of " + String.join(", ", receivers));
        }
        List<String> groupBy = yaml.texts(node, path, "group_by");
        if (new HashSet<>(groupBy).size() < groupBy.size()) {
            yaml.problem(yaml.line(node, "group_by"), path + ".group_by", "names a label twice");
        }
        return new Route(
                match(node, path),
                receiver,
                groupBy.isEmpty() ? List.of("uid") : groupBy,
                yaml.millis(node, path, "group_wait", LONGEST_WAIT_MILLIS));
    }

    private Map<String, Pattern> match(YamlNode node, String path) {
        Map<String, Pattern> match = new LinkedHashMap<>();
        yaml.fields(node, path, "match").forEach((label, value) -> {
            String field = path + ".match." + label;
            if (value.text() == null) {
                yaml.problem(value.line(), field, "must be one regular expression, such as \"page|warning\"");
                return;
            }
            try {
                match.put(label, Pattern.compile(value.text()));
            } catch (PatternSyntaxException e) {
                yaml.problem(value.line(), field, "is not a regular expression: " + e.getDescription());
            }
        });
        return match;
    }
}
