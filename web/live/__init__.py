"""Live progress of drafts: server-sent events from the event loop, without a thread per watcher."""
