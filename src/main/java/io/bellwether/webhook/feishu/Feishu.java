package io.bellwether.webhook.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BodyCode;
import io.bellwether.webhook.HmacSha256;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FittedText;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.MarkdownDialect;
import io.bellwether.webhook.words.TextUnit;
import io.bellwether.webhook.words.Urgency;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A custom bot of a Feishu or Lark group: a card, signed in the body with the seconds of the attempt. */
public final class Feishu implements WebhookFormat {

    /** The body may have 20 KB; title, signature and braces need the rest. */
    private static final int MAX_TEXT_BYTES = 18_000;

    private static final long TOO_FAST_MILLIS = 60_000;

    private static final MarkdownDialect DIALECT = new MarkdownDialect("\n", "\n\n", MarkdownDialect::wide);

    private static final BodyCode CODES = new BodyCode(
            Set.of(-1),
            Map.of(11232, TOO_FAST_MILLIS),
            // the body cannot be read, or a card has what cards cannot have
            Set.of(9499, 11246),
            // no such bot, signature or time, sender's address, keyword
            Set.of(19001, 19021, 19022, 19024));

    private final URI uri;
    private final String secret;
    private final FixedWords words;

    public Feishu(Access access) {
        this.uri = access.uri();
        this.secret = access.secret();
        this.words = new FixedWords(access.voice());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        FittedText text = message.fit(DIALECT, TextUnit.JSON_BYTES, MAX_TEXT_BYTES);
        ObjectNode body = JsonBody.object();
        if (!secret.isEmpty()) {
            String seconds = Long.toString(Math.floorDiv(nowMillis, 1000L));
            // the text to sign is the key, and what is signed with it is nothing
            body.put("timestamp", seconds).put("sign", HmacSha256.base64(seconds + "\n" + secret, ""));
        }
        ObjectNode card = body.put("msg_type", "interactive").putObject("card");
        card.putObject("config").put("wide_screen_mode", true);
        ObjectNode header = card.putObject("header");
        header.putObject("title").put("tag", "plain_text").put("content", message.headline());
        header.put("template", colour(message.worst()));
        card.putArray("elements").addObject().put("tag", "markdown").put("content", text.text());
        return WebhookRequest.post(uri, JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    private static String colour(Transition worst) {
        return switch (Urgency.of(worst)) {
            case PAGE -> "red";
            case WARNING -> "orange";
            case INFO -> "blue";
            case OVER -> "green";
        };
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        JsonNode answer = JsonBody.read(reply.body());
        if (outcome instanceof HttpOutcome.Ok) {
            return CODES.outcome(answer.has("code") ? answer.path("code") : answer.path("StatusCode"));
        }
        // some refusals come with a status of their own and the same codes
        boolean coded = reply.status() / 100 == 4
                && answer.path("code").isInt()
                && answer.path("code").asInt() != 0;
        return coded ? CODES.outcome(answer.path("code")) : outcome;
    }
}
