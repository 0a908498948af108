package io.bellwether.settings;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Who may look at the console, and from where.
 *
 * @param host the address that it listens on; beyond the loopback interface only with users, and with TLS or behind a proxy
 * @param port 0 for any free one
 * @param behindProxy whether a proxy in front does TLS
 * @param keystore PKCS#12 file with key and certificate for TLS; empty for none
 * @param keystorePassword never shown
 * @param users nobody has to say who they are where there are none
 */
public record ConsoleSettings(
        String host, int port, boolean behindProxy, String keystore, String keystorePassword, List<User> users)
        implements Serializable {

    /** What somebody may do: look, or look and act. */
    public enum Role {
        VIEWER,
        LEAD
    }

    /** @param hash as {@code bellwether console hash} prints it */
    public record User(String name, Role role, String hash) implements Serializable {

        @Override
        public String toString() {
            return name + " (" + role + ')';
        }
    }

    public static final ConsoleSettings DEFAULT = new ConsoleSettings("127.0.0.1", 8090, false, "", "", List.of());

    public ConsoleSettings {
        users = List.copyOf(users);
    }

    /** The same on another port. */
    public ConsoleSettings on(int otherPort) {
        return new ConsoleSettings(host, otherPort, behindProxy, keystore, keystorePassword, users);
    }

    public boolean hasTls() {
        return !keystore.isEmpty();
    }

    /** Why it may not be opened like this; empty where it may. */
    public String problem() {
        if (behindProxy && users.isEmpty()) {
            return "console.behind_proxy: true needs console.users: without them whoever reaches the proxy would be a lead";
        }
        if (isLoopback() || !users.isEmpty() && (hasTls() || behindProxy)) {
            return "";
        }
        return "console.host: " + host
                + " can be reached from elsewhere: that needs console.users, and console.keystore for TLS"
                + " or console.behind_proxy: true where a proxy does TLS; or take 127.0.0.1";
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "console on " + host + ':' + port + " for " + users;
    }
}
