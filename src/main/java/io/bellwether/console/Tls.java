package io.bellwether.console;

import io.bellwether.settings.ConsoleSettings;
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

/** Listens with TLS 1.2 and 1.3, by the key and certificate of a PKCS#12 file. */
final class Tls {

    private Tls() {}

    /** Why the keystore is of no use; empty where it is. */
    static String problem(ConsoleSettings settings) {
        try (InputStream in = Files.newInputStream(Path.of(settings.keystore()))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, settings.keystorePassword().toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return "";
                }
            }
            return "console.keystore: " + settings.keystore() + " holds no key";
        } catch (IOException | GeneralSecurityException e) {
            return "console.keystore: " + settings.keystore() + " cannot be opened with console.keystore_password: "
                    + e;
        }
    }

    static Connector connector(Server server, HttpConfiguration http, ConsoleSettings settings) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStoreType("PKCS12");
        tls.setKeyStorePath(settings.keystore());
        tls.setKeyStorePassword(settings.keystorePassword());
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        HttpConfiguration secure = new HttpConfiguration(http);
        // who asks for it by an address or by another name of this host is told so by the browser
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        return connector;
    }
}
