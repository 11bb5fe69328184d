;;; guptidy.el --- guptidy's findings in a compilation buffer  -*- lexical-binding: t -*-
;; SPDX-License-Identifier: GPL-2.0-only

;;; Commentary:
;; M-x guptidy-check checks a file or folder from the root of its kernel tree; M-g n goes on to the
;; next finding.  M-x compile knows the lines as well, as they look like a compiler's.

;;; Code:
(require 'compile)

(defconst guptidy-lines
  '(("^\\([^\n]+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(advice\\)\\): "
     1 2 3 (4 . 5))
    ("^\\([^\n]+?\\):\\(?:\\([0-9]+\\):\\)? not analysed: " 1 2))
  "What guptidy's lines look like.")

(define-compilation-mode guptidy-mode "guptidy"
  "Findings of guptidy."
  (setq-local compilation-error-regexp-alist guptidy-lines)
  (setq-local compilation-error-screen-columns nil))

;;;###autoload
(defun guptidy-check (path)
  "Check PATH, a file or a folder of a kernel tree."
  (interactive "fCheck: ")
  (let* ((full (expand-file-name path))
         (compilation-environment (cons "TERM=dumb" compilation-environment)) ; no colours
         (default-directory (or (locate-dominating-file full "MAINTAINERS") default-directory)))
    (compilation-start (concat "guptidy check " (shell-quote-argument full)) 'guptidy-mode)))

(provide 'guptidy)
;;; guptidy.el ends here
