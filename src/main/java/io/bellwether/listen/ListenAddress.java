package io.bellwether.listen;

import io.bellwether.file.Unusable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Where a server of this program listens, and with which key: HTTP/1.1, and with a keystore by TLS 1.2 and 1.3 alone.
 *
 * @param section of the settings that says so, for errors
 * @param port 0 for any free one
 * @param keystore a file with key and certificate, PKCS #12 or JKS; empty for no TLS
 * @param keystorePassword never shown
 */
public record ListenAddress(String section, String host, int port, String keystore, String keystorePassword) {

    public boolean hasTls() {
        return !keystore.isEmpty();
    }

    /** In front of {@link #start}. */
    public void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = host;
        config.jetty.port = port;
        if (hasTls()) {
            config.jetty.addConnector(this::connector);
        }
    }

    /** @throws Unusable where the keystore is of no use; the message says why */
    public void requireKey() throws Unusable {
        if (!hasTls()) {
            return;
        }
        String where = section + ".keystore: " + keystore;
        try {
            if (!hasKey()) {
                throw new Unusable(where + " holds no key");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new Unusable(where + " cannot be opened with " + section + ".keystore_password: " + e);
        }
    }

    private boolean hasKey() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(keystore))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, keystorePassword.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @throws Unusable where somebody else listens there, or nobody can; the message says which and what to do */
    public void start(Javalin server) throws Unusable {
        try {
            server.start();
        } catch (JavalinBindException e) {
            throw new Unusable(section + ".port " + port + " of " + host + " cannot be listened on: " + said(e)
                    + ". End who has it, or choose another");
        }
    }

    /** What the system says of it, rather than what the libraries make of that. */
    private static String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private Connector connector(Server server, HttpConfiguration http) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keystore);
        tls.setKeyStorePassword(keystorePassword);
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        HttpConfiguration secure = new HttpConfiguration(http);
        // who asks by an address or by another name of this host is answered: the certificate or a signature says who
        // it is
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}
