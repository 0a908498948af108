package io.bellwether.gateway.server;

import io.bellwether.gateway.GatewaySettings;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens by TLS with the certificate of a keystore. */
final class TlsConnector {

    private TlsConnector() {}

    static Connector of(Server server, HttpConfiguration http, GatewaySettings settings) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(settings.keystore());
        tls.setKeyStorePassword(settings.keystorePassword());
        HttpConfiguration secure = new HttpConfiguration(http);
        // whoever asks by an address instead of a name is answered too: signatures say who it is
        SecureRequestCustomizer customizer = new SecureRequestCustomizer(false);
        secure.addCustomizer(customizer);
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(secure));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        return connector;
    }
}
