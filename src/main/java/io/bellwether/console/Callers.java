package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.console.Sessions.Session;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Who sends a request, and whether they may; lets them in and out. */
final class Callers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gate gate;

    Callers(Gate gate) {
        this.gate = gate;
    }

    void signIn(Context context) {
        requireJson(context);
        String name;
        char[] password;
        try {
            JsonNode body = JSON.readTree(context.bodyAsBytes());
            name = body.path("name").asText();
            password = body.path("password").asText().toCharArray();
        } catch (IOException e) {
            throw new BadRequestResponse("the body must be a JSON object");
        }
        Gate.Outcome outcome = gate.signIn(name, password, context.req(), context.res());
        Audit.line(name, context, "login", "", outcome.name().toLowerCase(Locale.ROOT));
        switch (outcome) {
            case IN -> context.status(204);
            case WRONG -> throw new UnauthorizedResponse("name or password is wrong");
            case TOO_OFTEN -> throw new TooManyRequestsResponse("too many attempts; try again in a quarter of an hour");
            case BUSY -> throw new ServiceUnavailableResponse("many sign in at once; try again in a moment");
        }
    }

    void signOut(Context context) {
        Session session = ofPage(context);
        gate.signOut(session, context.req(), context.res());
        Audit.line(session.user(), context, "logout", "", "out");
    }

    /** Whoever is signed in. */
    Session session(Context context) {
        Session session = gate.session(context.req());
        if (session == null) {
            throw new UnauthorizedResponse("sign in");
        }
        return session;
    }

    /** Whoever is signed in and asks by the page. */
    private Session ofPage(Context context) {
        Session session = session(context);
        requireJson(context);
        if (!Gate.isOfPage(context.req(), session)) {
            Audit.line(session.user(), context, context.path(), "", "not by the page");
            throw new ForbiddenResponse("the request does not come from the page; reload it");
        }
        return session;
    }

    /** Nothing that somebody may not do is done, and nothing that is refused goes unsaid. */
    void act(Context context, BiConsumer<Context, Session> action) {
        Session session = lead(context);
        try {
            action.accept(context, session);
        } catch (BadRequestResponse | NotFoundResponse e) {
            Audit.line(session.user(), context, context.path(), "", "refused");
            throw e;
        }
    }

    /** What anybody may ask who is signed in and asks by the page. */
    void ask(Context context, BiConsumer<Context, Session> action) {
        action.accept(context, ofPage(context));
    }

    /** Whoever may act, and asks by the page. */
    private Session lead(Context context) {
        Session session = ofPage(context);
        if (!session.mayAct()) {
            Audit.line(session.user(), context, context.path(), "", "forbidden");
            throw new ForbiddenResponse("role viewer may look and not act");
        }
        return session;
    }

    /** A form of another page cannot say so. */
    private static void requireJson(Context context) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new BadRequestResponse("Content-Type must be application/json");
        }
    }
}
