package mien.app.server;

import org.eclipse.jetty.server.Request;

/// A request that may be answered.
record Call(Request request, Query query) {}
