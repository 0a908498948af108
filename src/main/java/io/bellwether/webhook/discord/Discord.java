package io.bellwether.webhook.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.UriQuery;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FittedText;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.MarkdownDialect;
import io.bellwether.webhook.words.TextUnit;
import io.bellwether.webhook.words.Urgency;
import java.net.URI;

/** A webhook of a Discord channel. Asks it to wait until the message is saved: without that a message that is lost is no error. */
public final class Discord implements WebhookFormat {

    private static final int MAX_DESCRIPTION = 4_096;

    private static final MarkdownDialect DIALECT = new MarkdownDialect("\n", "\n\n", MarkdownDialect::backslashes);

    private final URI uri;
    private final FixedWords words;

    public Discord(Access access) {
        this.uri = UriQuery.with(access.uri(), "wait", "true");
        this.words = new FixedWords(access.voice());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        FittedText text = message.fit(DIALECT, TextUnit.UTF16, MAX_DESCRIPTION);
        ObjectNode body = JsonBody.object().put("content", DIALECT.text(message.headline()));
        body.putArray("embeds").addObject().put("description", text.text()).put("color", colour(message.worst()));
        body.putObject("allowed_mentions").putArray("parse");
        return WebhookRequest.post(uri, JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    private static int colour(Transition worst) {
        return switch (Urgency.of(worst)) {
            case PAGE -> 0xCC0000;
            case WARNING -> 0xFF8C00;
            case INFO -> 0x1E90FF;
            case OVER -> 0x2E8B57;
        };
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        JsonNode seconds = JsonBody.read(reply.body()).path("retry_after");
        if (outcome instanceof HttpOutcome.Retry retry && reply.status() == 429 && seconds.isNumber()) {
            // the body knows parts of a second, and so does what both name
            long asked = (long) Math.ceil(Math.max(0, Math.min(seconds.asDouble(), 86_400)) * 1_000);
            return new HttpOutcome.Retry(retry.reason(), Math.max(asked, retry.afterMillis()), false);
        }
        return outcome;
    }
}
