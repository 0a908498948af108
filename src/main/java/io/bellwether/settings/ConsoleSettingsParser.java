package io.bellwether.settings;

import static io.bellwether.settings.ConsoleSettings.DEFAULT;

import io.bellwether.settings.ConsoleSettings.Role;
import io.bellwether.settings.ConsoleSettings.User;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code console} of {@code bellwether.yaml}. */
final class ConsoleSettingsParser {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
    private static final Pattern HASH =
            Pattern.compile("pbkdf2-sha256:[0-9]{6,8}:[A-Za-z0-9+/=]{20,}:[A-Za-z0-9+/=]{40,}");

    private ConsoleSettingsParser() {}

    static ConsoleSettings parse(YamlMap map) {
        long port = map.whole("port", DEFAULT.port());
        if (port < 0 || port > 65_535) {
            map.error("port", "must be a port from 0 to 65535, not " + port);
            port = DEFAULT.port();
        }
        ConsoleSettings console = new ConsoleSettings(
                map.textOr("host", DEFAULT.host()),
                (int) port,
                map.flag("behind_proxy", DEFAULT.behindProxy()),
                map.textOr("keystore", DEFAULT.keystore()),
                map.textOr("keystore_password", DEFAULT.keystorePassword()),
                users(map));
        map.done();
        return console;
    }

    private static List<User> users(YamlMap map) {
        List<User> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap user : map.maps("users")) {
            String name = user.required("name", "who signs in");
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                user.error("name", "must be letters, digits, . _ - @ only, at most 64");
            } else if (!names.add(name)) {
                user.error("name", "is there twice");
            }
            String hash = user.required("hash", "bellwether console hash makes it of a password");
            if (!hash.isEmpty() && !HASH.matcher(hash).matches()) {
                user.error("hash", "is none; bellwether console hash makes it of a password");
            }
            users.add(new User(name, role(user), hash));
            user.done();
        }
        return users;
    }

    private static Role role(YamlMap user) {
        String role = user.textOr("role", "viewer");
        if (!role.equals("viewer") && !role.equals("lead")) {
            user.error("role", "must be viewer or lead, not " + role);
        }
        return role.equals("lead") ? Role.LEAD : Role.VIEWER;
    }
}
