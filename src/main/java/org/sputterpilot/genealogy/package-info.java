/** From foil lot to tested cell and back: what came from what, how it stands, and what each thing is called. */
package org.sputterpilot.genealogy;
