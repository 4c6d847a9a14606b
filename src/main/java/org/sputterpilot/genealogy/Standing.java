package org.sputterpilot.genealogy;

import java.util.Optional;

/**
 * How a thing stands.
 *
 * @param own what was said about itself
 * @param effective the worst of its own and of all it came from
 * @param because which of those makes it so; empty when it is the thing itself
 */
public record Standing(Disposition own, Disposition effective, Optional<Ref> because) {}
