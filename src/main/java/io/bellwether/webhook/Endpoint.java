package io.bellwether.webhook;

import io.bellwether.http.Destination;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.ReceiverType;
import io.bellwether.notify.SecretText;
import io.bellwether.notify.Variables;
import io.bellwether.webhook.alertmanager.AlertmanagerApi;
import io.bellwether.webhook.alertmanager.AlertmanagerWebhook;
import io.bellwether.webhook.cloudevents.CloudEvents;
import io.bellwether.webhook.dingtalk.DingTalk;
import io.bellwether.webhook.discord.Discord;
import io.bellwether.webhook.feishu.Feishu;
import io.bellwether.webhook.opsgenie.Opsgenie;
import io.bellwether.webhook.pagerduty.PagerDuty;
import io.bellwether.webhook.slack.Slack;
import io.bellwether.webhook.standard.StandardWebhook;
import io.bellwether.webhook.teams.Teams;
import io.bellwether.webhook.telegram.Telegram;
import io.bellwether.webhook.wecom.WeCom;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A receiver with its secrets looked up: lives in the process that delivers and nowhere else.
 *
 * @param credential what a vendor counts messages by: the URL, which the key of a robot is part of, and the first secret
 * @param secrets what must be taken out of every foreign text
 */
record Endpoint(String name, String credential, Destination allowed, WebhookFormat format, List<String> secrets) {

    private static final int MIN_PIECE = 6;

    /** Looks the receiver's variables up. Throws {@link IllegalArgumentException} with what is wrong, never with a secret. */
    static Endpoint of(Receiver receiver, Variables variables) {
        String url = receiver.url().resolve(variables);
        URI uri = uri(url);
        List<String> keys = new ArrayList<>();
        for (SecretText secret : receiver.secrets()) {
            keys.add(secret.resolve(variables));
        }
        Map<String, String> options = new HashMap<>();
        receiver.options().forEach((name, text) -> options.put(name, text.resolve(variables)));
        Set<String> privateHosts = receiver.allowPrivate() ? Set.of(Destination.hostOf(uri)) : Set.of();
        Destination allowed = new Destination(receiver.allowHttpHosts(), privateHosts, receiver.allowPorts());
        allowed.refusal(uri).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal.message());
        });
        Access access = new Access(uri, keys, options, receiver.voice());
        WebhookFormat format = format(receiver.type(), access);
        return new Endpoint(
                receiver.name(),
                url + " " + access.secret(),
                allowed,
                format,
                hidden(url, uri, keys, access.option("username")));
    }

    private static WebhookFormat format(ReceiverType type, Access access) {
        return switch (type) {
            case STANDARD_WEBHOOKS -> new StandardWebhook(access);
            case ALERTMANAGER_V4 -> new AlertmanagerWebhook(access);
            case CLOUDEVENTS -> new CloudEvents(access);
            case ALERTMANAGER -> new AlertmanagerApi(access);
            case DINGTALK -> new DingTalk(access);
            case WECOM -> new WeCom(access);
            case FEISHU -> new Feishu(access);
            case SLACK -> new Slack(access);
            case TEAMS -> new Teams(access);
            case DISCORD -> new Discord(access);
            case TELEGRAM -> new Telegram(access);
            case PAGERDUTY -> new PagerDuty(access);
            case OPSGENIE -> new Opsgenie(access);
        };
    }

    /** Everything that a receiver might echo, longest first: a part must not be taken out of the whole. */
    private static List<String> hidden(String url, URI uri, List<String> keys, String user) {
        List<String> hidden = new ArrayList<>(keys);
        for (String key : keys) {
            hidden.add(WebhookSignature.withoutPrefix(key));
            hidden.add(Base64.getEncoder().encodeToString((user + ":" + key).getBytes(StandardCharsets.UTF_8)));
        }
        hidden.add(url);
        hidden.addAll(pieces(uri));
        List.copyOf(hidden).forEach(secret -> hidden.add(secret.replace("/", "\\/")));
        hidden.sort(Comparator.comparingInt(String::length).reversed());
        return List.copyOf(hidden);
    }

    /**
     * Path and query, the segments of the one and the values of the other, each of which may be a key and be told alone, as
     * they stand in the URL and decoded. Short ones are no keys; to take them out would make foreign texts unreadable.
     */
    private static Set<String> pieces(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        Set<String> parts = new HashSet<>(List.of(path.split("/")));
        for (String pair : query.split("[&;]")) {
            parts.add(pair.substring(pair.indexOf('=') + 1));
        }
        parts.addAll(List.of(path, path.isEmpty() ? "" : path.substring(1), query));
        Set<String> pieces = new HashSet<>(parts);
        for (String part : parts) {
            // a plus is a blank in forms alone; what java.net.URI took is well-formed
            pieces.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
            pieces.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        pieces.removeIf(piece -> piece.length() < MIN_PIECE);
        return pieces;
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
