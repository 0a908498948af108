package io.bellwether.webhook;

import io.bellwether.http.Destination;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Template;
import io.bellwether.notify.Variables;
import io.bellwether.webhook.standard.StandardWebhook;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A receiver with its secrets looked up: lives in the process that delivers and nowhere else.
 *
 * @param secrets what must be taken out of every foreign text
 */
record Endpoint(String name, URI uri, Destination allowed, WebhookFormat format, List<String> secrets) {

    /** Looks the receiver's variables up. Throws {@link IllegalArgumentException} with what is wrong, never with a secret. */
    static Endpoint of(Receiver receiver, Variables variables) {
        String url = receiver.url().resolve(variables);
        URI uri = uri(url);
        List<String> keys = new ArrayList<>();
        for (Template secret : receiver.secrets()) {
            keys.add(secret.resolve(variables));
        }
        Set<String> privateHosts = receiver.allowPrivate() ? Set.of(Destination.hostOf(uri)) : Set.of();
        Destination allowed = new Destination(receiver.allowHttpHosts(), privateHosts, receiver.allowPorts());
        allowed.refusal(uri).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal.message());
        });
        WebhookFormat format = switch (receiver.format()) {
            case STANDARD_WEBHOOKS -> new StandardWebhook(keys);
        };
        List<String> secrets = new ArrayList<>(keys);
        secrets.add(url);
        if (uri.getRawPath() != null && uri.getRawPath().length() > 1) {
            secrets.add(uri.getRawPath());
        }
        if (uri.getRawQuery() != null) {
            secrets.add(uri.getRawQuery());
        }
        return new Endpoint(receiver.name(), uri, allowed, format, List.copyOf(secrets));
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            // the cause quotes the URL, whose path may be the key
            throw new IllegalArgumentException("is not a URL");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
