package org.sputterpilot.hmi;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the calls live. */
@ApplicationPath("/api/v1")
public class Api extends Application {}
